package run.fibonacci.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script that people and other tests call.
final class RunIT {
  @TempDir private Path folder;

  @Test
  void wrong_answers_are_counted_as_failed_and_the_run_fails() throws Exception {
    HttpServer zero = zero(() -> {});
    try {
      Ended run = run("--url", url(zero));

      // Only one of a thousand small numbers is 0.
      assertThat(run.code).as(run.said).isEqualTo(1);
      assertThat(folder.resolve("results/html/index.html")).exists();
      assertThat(folder.resolve("results/load.svg")).exists();
      String summary = Files.readString(folder.resolve("results/summary.json"));
      assertThat(summary)
          .startsWith("{\"requests\": 40, \"failed\": ")
          .doesNotContain("\"failed\": 0");
    } finally {
      zero.stop(0);
    }
  }

  @Test
  void a_run_ends_when_it_is_told_to() throws Exception {
    var calls = new AtomicInteger();
    Path end = folder.resolve("end");
    HttpServer zero =
        zero(() -> {
          if (calls.incrementAndGet() == 10) {
            Files.createFile(end);
          }
        });
    try {
      Ended run = run("--url", url(zero), "--seconds", "3600", "--until", end.toString());

      assertThat(run.code).as(run.said).isEqualTo(1);
      assertThat(calls).hasValueBetween(10, 100);
      assertThat(folder.resolve("results/load.svg")).exists();
    } finally {
      zero.stop(0);
    }
  }

  @Test
  void another_machine_is_not_called() throws Exception {
    Ended run = run("--url", "http://192.0.2.1");

    assertThat(run.code).isEqualTo(2);
    assertThat(run.said).contains("add --mine if you may put load on it");
  }

  private interface Act {
    void run() throws IOException;
  }

  /// A server that knows one number only.
  private static HttpServer zero(Act whenCalled) throws IOException {
    HttpServer zero =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    zero.createContext(
        "/",
        exchange -> {
          whenCalled.run();
          exchange.sendResponseHeaders(200, 1);
          exchange.getResponseBody().write('0');
          exchange.close();
        });
    zero.start();
    return zero;
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private record Ended(int code, String said) {}

  private Ended run(String... options) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("./run", "smoke", "--seconds", "2"));
    command.addAll(List.of("--results", folder.resolve("results").toString()));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), said);
  }
}
