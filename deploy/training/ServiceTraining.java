import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/// Starts the service by the given command and the settings of the environment, asks it for what
/// users ask for, and ends it. While an image is built, the JVM learns from that what to have ready
/// in its AOT cache; run again with `-XX:AOTMode=on`, it shows that the cache is good.
///
/// Usage: `java ServiceTraining COMMAND...`
final class ServiceTraining {
  /// An address of its own: a build need not have the network to itself.
  private static final String ADDRESS = "127.0.76.65";

  private static final String SERVICE = "http://" + ADDRESS + ":6765";
  private static final String MANAGEMENT = "http://" + ADDRESS + ":6766";

  /// Enough for the compiler to note what is called often, too little to keep it busy at a start.
  private static final int ROUNDS = 40;

  private static final int PATIENCE_MILLIS = 120_000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process service;

  private ServiceTraining(Process service) {
    this.service = service;
  }

  public static void main(String[] command) throws Exception {
    var builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("MICRONAUT_SERVER_HOST", ADDRESS);
    var training = new ServiceTraining(builder.start());
    try {
      training.awaitReady();
      for (int round = 0; round < ROUNDS; round++) {
        training.round(round);
      }
    } finally {
      training.service.destroy();
      training.service.waitFor();
    }
  }

  private void awaitReady() throws InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (true) {
      try {
        if (status("GET", MANAGEMENT + "/health/readiness", "", List.of()) == 200) {
          return;
        }
      } catch (IOException e) {
        // It does not listen yet.
      }
      if (!service.isAlive() || System.currentTimeMillis() > end) {
        throw new IllegalStateException("the service did not become ready");
      }
      Thread.sleep(20);
    }
  }

  private void round(int round) throws Exception {
    ask("GET", "/fibonacci/" + round, "");
    ask("GET", "/fibonacci/1000", "");
    ask("GET", "/fibonacci/1000", "", "Accept", "text/plain");
    ask("GET", "/fibonacci/10000", "", "Accept", "application/octet-stream");
    ask("GET", "/fibonacci/" + (40_000 + round), "", "Accept-Encoding", "gzip");
    ask("GET", "/fibonacci/1000000000000?mod=1000000007", "");
    ask("GET", "/fibonacci?from=0&count=100", "", "Accept", "application/x-ndjson");
    ask("GET", "/fibonacci/index-of/354224848179261915075", "");
    ask("POST", "/fibonacci/index-of", "144");
    ask("POST", "/sequence/next", "", "Session-Key", "training-" + round % 4);
    ask(
        "POST",
        "/sequence/next?count=3",
        "",
        "Session-Key",
        "training",
        "Idempotency-Key",
        "k" + round);
    ask("GET", "/sequence", "", "Session-Key", "training");
    ask("GET", "/", "");
    refused("/fibonacci/x", 400);
    refused("/fibonacci/100000000", 422);
    status("GET", MANAGEMENT + "/prometheus", "", List.of());
  }

  private void ask(String method, String path, String body, String... headers) throws Exception {
    expect(200, status(method, SERVICE + path, body, List.of(headers)), path);
  }

  private void refused(String path, int status) throws Exception {
    expect(status, status("GET", SERVICE + path, "", List.of()), path);
  }

  private static void expect(int expected, int status, String path) {
    if (status != expected) {
      throw new IllegalStateException(path + " was answered with " + status);
    }
  }

  private int status(String method, String uri, String body, List<String> headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(uri)).method(method, BodyPublishers.ofString(body));
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }
}
