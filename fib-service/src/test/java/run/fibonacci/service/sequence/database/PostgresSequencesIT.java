package run.fibonacci.service.sequence.database;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import run.fibonacci.service.PostgresServer;
import run.fibonacci.service.RunningService;
import run.fibonacci.service.sequence.SequenceContract;
import run.fibonacci.service.sequence.SequenceStore;

final class PostgresSequencesIT extends SequenceContract {
  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start(PostgresServer.shared().newDatabase()).awaitReady();
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
