package run.fibonacci.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import run.fibonacci.service.RunningService;

final class ProblemHttpTest {
  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start(Map.of("FIBONACCI_STORE", "none"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void anUnknownPathIsToldWhichPathsThereAre() {
    HttpResponse<String> response = service.get("/fibonaci/7");
    expectProblem(response, 404, "no-such-path");
    assertThat(response.body()).contains("nothing at /fibonaci/7").contains("/fibonacci/{n}");
  }

  @Test
  void aWrongMethodIsToldTheRightOnes() {
    HttpResponse<String> response = service.post("/fibonacci/7");
    expectProblem(response, 405, "method-not-allowed");
    assertThat(response.headers().firstValue("Allow").orElseThrow()).contains("GET");
    assertThat(response.body()).contains("POST is not allowed at /fibonacci/7").contains("GET");
  }

  @Test
  void aTypeThatCannotBeGivenIsToldTheOnesThatCan() {
    HttpResponse<String> response = service.get("/fibonacci/7", "Accept", "image/png");
    expectProblem(response, 406, "not-acceptable");
    assertThat(response.body()).contains("image/png").contains("text/plain");
  }

  @Test
  void aBrowserIsToldInJsonToo() {
    HttpResponse<String> response = service.get("/nothing", "Accept", "text/html");
    expectProblem(response, 404, "no-such-path");
  }

  @Test
  void aServiceWithoutDatabaseSaysThatItKeepsNoSequences() {
    for (HttpResponse<String> response :
        List.of(
            service.post("/sequence/next"),
            service.get("/sequence"),
            service.delete("/sequence"))) {
      expectProblem(response, 404, "no-sequences");
      assertThat(response.body())
          .contains("this service has no database, so it keeps no sequences");
    }
  }

  private static void expectProblem(HttpResponse<String> response, int status, String name) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body())
        .contains("\"status\":" + status)
        .contains("\"type\":\"https://fibonacci.run/problems/" + name + "\"");
  }
}
