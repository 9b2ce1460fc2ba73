package run.fibonacci.local.binaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Consumer;

/// Downloads over HTTP that are kept only when their SHA-256 is the published one.
final class CheckedHttp implements AutoCloseable {
  // without a way to the internet the next source has its turn at once
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final int CHUNK = 1 << 20;

  private final Consumer<String> progress;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  CheckedHttp(Consumer<String> progress) {
    this.progress = progress;
  }

  String text(String url) throws IOException, InterruptedException {
    try (var body = open(url)) {
      return new String(body.readAllBytes(), UTF_8);
    }
  }

  /// Writes the resource into the file.
  ///
  /// @throws IOException also when the content does not have the sum
  void download(String url, Path file, String sha256) throws IOException, InterruptedException {
    var digest = sha256();
    try (var body = open(url);
        var out = Files.newOutputStream(file)) {
      long size = 0;
      for (var chunk = body.readNBytes(CHUNK); chunk.length > 0; chunk = body.readNBytes(CHUNK)) {
        digest.update(chunk);
        out.write(chunk);
        size += chunk.length;
        progress.accept("downloading %s: %d MB".formatted(file.getFileName(), size / CHUNK));
      }
    }
    var actual = HexFormat.of().formatHex(digest.digest());
    if (!actual.equals(sha256)) {
      Files.delete(file);
      throw new IOException(
          "%s has the SHA-256 %s, published is %s".formatted(url, actual, sha256));
    }
  }

  private InputStream open(String url) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER).build();
    progress.accept("asking " + request.uri().getHost());
    try {
      var response = client.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        response.body().close();
        throw new IOException("it answered " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      // a refused connection has no message
      var reason = e.getMessage() == null ? "cannot be reached" : e.getMessage();
      throw new IOException(url + ": " + reason, e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
