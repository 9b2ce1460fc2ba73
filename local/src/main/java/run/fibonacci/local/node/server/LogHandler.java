package run.fibonacci.local.node.server;

import static java.net.HttpURLConnection.HTTP_BAD_REQUEST;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;
import static java.net.HttpURLConnection.HTTP_OK;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import run.fibonacci.local.node.log.LogTail;
import run.fibonacci.local.node.pod.PodView;
import run.fibonacci.local.node.pod.PodView.ContainerView;

/// `GET /containerLogs/{namespace}/{pod}/{container}`, with `follow`, `previous`, `tailLines` and
/// `limitBytes`. When a line was written is not known, so what asks for times is refused.
final class LogHandler implements HttpHandler {
  static final String PATH = "/containerLogs/";

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int BLOCK = 8192;
  private static final int PARTS = 3;
  private static final List<String> TIMES = List.of("timestamps", "sinceSeconds", "sinceTime");

  private final Supplier<List<PodView>> pods;

  LogHandler(Supplier<List<PodView>> pods) {
    this.pods = pods;
  }

  private record Name(String namespace, String pod, String container) {}

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var parts = exchange.getRequestURI().getPath().substring(PATH.length()).split("/");
      if (parts.length != PARTS) {
        HttpAnswer.error(HTTP_NOT_FOUND, "no such path").send(exchange);
        return;
      }
      var name = new Name(parts[0], parts[1], parts[2]);
      var query = Query.of(exchange.getRequestURI());
      var obstacle = obstacle(name, query);
      if (obstacle.isPresent()) {
        obstacle.get().send(exchange);
      } else {
        send(name, query, exchange);
      }
    }
  }

  private Optional<HttpAnswer> obstacle(Name name, Query query) {
    if (TIMES.stream().anyMatch(time -> query.get(time).isPresent() && !isFalse(query, time))) {
      return refusal("this node does not record when a line was written: leave out " + TIMES);
    }
    var container = container(name);
    if (container.isEmpty()) {
      var sentence = "container %s of pod %s not found".formatted(name.container(), name.pod());
      return Optional.of(HttpAnswer.error(HTTP_NOT_FOUND, sentence));
    }
    return logObstacle(name, container.get(), query.isTrue("previous"));
  }

  private static boolean isFalse(Query query, String name) {
    return query.get(name).filter(value -> value.equals("false")).isPresent();
  }

  // The two sentences are a kubelet's.
  private static Optional<HttpAnswer> logObstacle(
      Name name, ContainerView container, boolean previous) {
    if (container.run() < 0) {
      var waiting = container.status().getState().getWaiting();
      return refusal(
          "container \"%s\" in pod \"%s\" is waiting to start: %s"
              .formatted(name.container(), name.pod(), waiting == null ? "" : waiting.getReason()));
    }
    return previous && container.run() == 0
        ? refusal(
            "previous terminated container \"%s\" in pod \"%s\" not found"
                .formatted(name.container(), name.pod()))
        : Optional.empty();
  }

  private static Optional<HttpAnswer> refusal(String sentence) {
    return Optional.of(HttpAnswer.error(HTTP_BAD_REQUEST, sentence));
  }

  private Optional<PodView> pod(Name name) {
    return pods.get().stream()
        .filter(pod -> pod.metadata().getNamespace().equals(name.namespace()))
        .filter(pod -> pod.metadata().getName().equals(name.pod()))
        .findFirst();
  }

  private Optional<ContainerView> container(Name name) {
    return pod(name).flatMap(pod -> pod.container(name.container()));
  }

  private void send(Name name, Query query, HttpExchange exchange) throws IOException {
    var container = container(name).orElseThrow();
    int run = container.run() - (query.isTrue("previous") ? 1 : 0);
    var log = pod(name).orElseThrow().folder().log(name.container(), run);
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.sendResponseHeaders(HTTP_OK, 0);
    if (Files.notExists(log)) {
      return;
    }
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      var lines = query.get("tailLines").map(Long::valueOf);
      file.seek(lines.isPresent() ? LogTail.offset(file, lines.get()) : 0);
      long limit = query.get("limitBytes").map(Long::valueOf).orElse(Long.MAX_VALUE);
      copy(file, exchange, limit, () -> query.isTrue("follow") && isRunning(name, run));
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isRunning(Name name, int run) {
    return container(name).filter(c -> c.run() == run && c.pid().isPresent()).isPresent();
  }

  /// Copies what is there, and while more may come, what comes.
  private static void copy(
      RandomAccessFile file, HttpExchange exchange, long limit, BooleanSupplier moreToCome)
      throws IOException, InterruptedException {
    var block = new byte[BLOCK];
    long left = limit;
    boolean more;
    do {
      // asked before reading, so that the last words of a process that ends now are not missed
      more = moreToCome.getAsBoolean();
      for (int n; left > 0 && (n = file.read(block, 0, (int) Math.min(BLOCK, left))) > 0; ) {
        exchange.getResponseBody().write(block, 0, n);
        left -= n;
      }
      exchange.getResponseBody().flush();
      if (more) {
        Thread.sleep(POLL);
      }
    } while (more && left > 0);
  }
}
