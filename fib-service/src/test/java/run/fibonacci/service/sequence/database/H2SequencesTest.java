package run.fibonacci.service.sequence.database;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import run.fibonacci.service.RunningService;
import run.fibonacci.service.sequence.SequenceContract;
import run.fibonacci.service.sequence.SequenceStore;

final class H2SequencesTest extends SequenceContract {
  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start(Map.of("FIBONACCI_DATABASE_NAME", "contract")).awaitReady();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Override
  protected SequenceStore store() {
    return service.context().getBean(SequenceStore.class);
  }
}
