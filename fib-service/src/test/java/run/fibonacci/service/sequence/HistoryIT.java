package run.fibonacci.service.sequence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import run.fibonacci.service.Line;
import run.fibonacci.service.PostgresServer;
import run.fibonacci.service.RunningService;

/// Several clients take, read and restart one sequence by three pods, while connections of clients
/// to pods and of pods to the database are cut all the time. Whatever they see has to be what one
/// counter could have told them.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class HistoryIT {
  private static final List<RunningService> PODS = new ArrayList<>();
  private static final List<Line> TO_DATABASE = new ArrayList<>();
  private static final List<Line> TO_PODS = new ArrayList<>();

  @BeforeAll
  static void start() {
    Map<String, String> database = PostgresServer.shared().newDatabase();
    for (int i = 0; i < 3; i++) {
      Line toDatabase = Line.to("127.0.0.1", PostgresServer.shared().port());
      TO_DATABASE.add(toDatabase);
      var environment = new HashMap<>(database);
      environment.put("FIBONACCI_DATABASE_HOST", toDatabase.host());
      environment.put("FIBONACCI_DATABASE_PORT", String.valueOf(toDatabase.port()));
      RunningService pod = RunningService.start(environment).awaitReady();
      PODS.add(pod);
      TO_PODS.add(Line.to(pod.uri().getHost(), pod.uri().getPort()));
    }
  }

  @AfterAll
  static void stop() {
    TO_PODS.forEach(Line::close);
    PODS.forEach(RunningService::close);
    TO_DATABASE.forEach(Line::close);
  }

  @RepeatedTest(3)
  void whateverIsCutTheAnswersAreThoseOfOneCounter() throws Exception {
    try (var clients = new RecordingClients(TO_PODS, 40)) {
      var random = new Random();
      while (!clients.areDone()) {
        Thread.sleep(random.nextInt(200));
        List<Line> lines = random.nextBoolean() ? TO_PODS : TO_DATABASE;
        lines.get(random.nextInt(lines.size())).cut();
      }
      clients.expectOneCounter();
    }
  }
}
