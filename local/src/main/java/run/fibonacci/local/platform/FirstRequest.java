package run.fibonacci.local.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import run.fibonacci.local.process.Failure;

/// The request that shows that everything works: fibonacci(100) through the Ingress.
final class FirstRequest {
  static final String ANSWER = "354224848179261915075";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);

  private FirstRequest() {}

  /// Asks until the answer is right: the proxy hears of the pods a moment after the operator.
  static void ask(URI ingress) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(ingress.resolve("/fibonacci/100"))
            .header("Accept", "text/plain")
            .timeout(PATIENCE)
            .build();
    var deadline = Instant.now().plus(PATIENCE);
    try (var http = HttpClient.newHttpClient()) {
      for (var answer = send(http, request); !answer.equals(ANSWER); answer = send(http, request)) {
        if (Instant.now().isAfter(deadline)) {
          throw Failure.of(
              request.uri() + " did not answer " + ANSWER + ".",
              "the last answer was: " + answer,
              "look at the logs of the pods and of the daemon: ./fib logs");
        }
        Thread.sleep(POLL);
      }
    }
  }

  private static String send(HttpClient http, HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofString()).body().strip();
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
