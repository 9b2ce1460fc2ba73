package run.fibonacci.service.signon.issuer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import run.fibonacci.service.SignOnSettings;

/// Calls to the issuer, each bounded in time and size.
@Singleton
@Requires(property = SignOnSettings.SIGN_ON)
public final class Web {
  private static final Duration TO_CONNECT = Duration.ofSeconds(2);
  private static final Duration TO_ANSWER = Duration.ofSeconds(3);
  private static final int MAX_BYTES = 1_000_000;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TO_CONNECT).build();

  /// What is at this address; anything but 200 is a failure.
  CompletableFuture<String> get(URI uri) {
    return send(HttpRequest.newBuilder(uri).header("Accept", "application/json"))
        .thenApply(response -> {
          if (response.statusCode() != 200) {
            throw new IllegalStateException(uri + " answers " + response.statusCode());
          }
          return response.body();
        });
  }

  /// The answer, whatever its status.
  public CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
    HttpRequest bounded = request.timeout(TO_ANSWER).build();
    return client
        .sendAsync(bounded, BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), MAX_BYTES))
        // The client's own timeout ends with the headers.
        .orTimeout(TO_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void close() {
    client.shutdownNow();
  }
}
