package run.fibonacci.service.sequence.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import run.fibonacci.service.PostgresServer;
import run.fibonacci.service.RunningService;
import run.fibonacci.service.sequence.Digest;
import run.fibonacci.service.sequence.database.AnswerRepository.AnswerRow;

final class SweeperIT {
  private static final Instant NOW = Instant.parse("2030-05-17T12:00:00Z");

  static Stream<Map<String, String>> databases() {
    return Stream.of(
        Map.of("FIBONACCI_DATABASE_NAME", "sweeper"), PostgresServer.shared().newDatabase());
  }

  @ParameterizedTest
  @MethodSource("databases")
  void answersAreKeptForADayAndDeletedByOnePodOfAll(Map<String, String> environment) {
    try (var service = RunningService.start(environment).awaitReady()) {
      AnswerRepository answers = service.context().getBean(AnswerRepository.class);
      for (int hours = 0; hours < 48; hours++) {
        byte[] request = Digest.of("answer", String.valueOf(hours)).bytes();
        answers.save(new AnswerRow(request, hours, 1, NOW.minus(Duration.ofHours(hours))));
      }

      assertThat(sweeper(service, NOW).sweep()).isEqualTo(23);
      assertThat(answers.findAll())
          .hasSize(25)
          .allMatch(answer -> !answer.answeredAt().isBefore(NOW.minus(Duration.ofDays(1))));
      assertThat(sweeper(service, NOW.plusSeconds(599)).sweep()).isZero();
      assertThat(sweeper(service, NOW.plus(Duration.ofHours(2))).sweep()).isEqualTo(2);
    }
  }

  private static Sweeper sweeper(RunningService service, Instant now) {
    return new Sweeper(
        service.context().getBean(AnswerRepository.class),
        service.context().getBean(Schema.class),
        Clock.fixed(now, ZoneOffset.UTC));
  }
}
