package run.fibonacci.operator.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import run.fibonacci.api.v1.FibonacciService;

final class UpgradeQueueTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

  private final UpgradeQueue queue = new UpgradeQueue(2, NOON);

  @Test
  void who_asks_for_the_first_time_gets_in_line() {
    var service = service("a", "Complete", "08:00", false);

    assertThat(queue.ask(service, List.of(service)))
        .isEqualTo(
            new Turn(
                false,
                "new pods are wanted that nobody has asked for in the spec: they come to 2 services"
                    + " at a time"));
  }

  @Test
  void the_longest_ready_in_line_goes_first() {
    var old = service("b", "WaitingForTurn", "07:00", false);
    var young = service("a", "WaitingForTurn", "09:00", false);
    var third = service("c", "WaitingForTurn", "08:00", false);
    var fleet = List.of(young, old, third);

    assertThat(queue.ask(young, fleet).granted()).isFalse();
    assertThat(queue.ask(old, fleet).granted()).isTrue();
  }

  @Test
  void who_has_just_come_waits_for_those_who_come_later() {
    var early = new UpgradeQueue(2, Clock.offset(NOON, Duration.ofSeconds(-7)));
    var service = service("a", "WaitingForTurn", "08:00", false);

    assertThat(early.ask(service, List.of(service)).granted()).isFalse();
  }

  @Test
  void nobody_goes_while_enough_are_under_way() {
    var service = service("a", "WaitingForTurn", "08:00", false);
    var fleet =
        List.of(
            service,
            service("b", "Upgrading", "08:00", false),
            service("c", "Upgrading", "08:00", false));

    assertThat(queue.ask(service, fleet).granted()).isFalse();
  }

  @Test
  void a_turn_is_given_to_one_until_it_is_seen_to_be_taken() {
    var first = service("a", "WaitingForTurn", "07:00", false);
    var second = service("b", "WaitingForTurn", "08:00", false);
    assertThat(queue.ask(first, List.of(first, second)).granted()).isTrue();

    assertThat(queue.ask(second, List.of(first, second)).granted()).isFalse();
    assertThat(queue.ask(first, List.of(first, second)).granted())
        .as("whose status could not be written asks again")
        .isTrue();
    var taken = service("a", "Upgrading", "07:00", false);
    assertThat(queue.ask(second, List.of(taken, second)).granted()).isTrue();
  }

  @Test
  void one_that_fails_stops_everyone() {
    var service = service("a", "WaitingForTurn", "08:00", false);
    var fleet = List.of(service, service("b", "Upgrading", "08:00", true));

    var turn = queue.ask(service, fleet);

    assertThat(turn.granted()).isFalse();
    assertThat(turn.message()).endsWith("wait for team/b, whose new pods do not become ready");
  }

  @Test
  void one_that_fails_for_another_reason_stops_nobody() {
    var service = service("a", "WaitingForTurn", "08:00", false);
    var fleet = List.of(service, service("b", "Stuck", "08:00", true));

    assertThat(queue.ask(service, fleet).granted()).isTrue();
  }

  private static FibonacciService service(
      String name, String progress, String readySince, boolean degraded) {
    return Serialization.unmarshal(
        """
        apiVersion: fibonacci.run/v1
        kind: FibonacciService
        metadata: {name: %s, namespace: team, uid: %s, generation: 3}
        status:
          conditions:
          - {type: Ready, status: 'True', lastTransitionTime: '2026-01-01T%s:00Z'}
          - type: Progressing
            reason: %s
            status: 'True'
            observedGeneration: 3
            lastTransitionTime: '2026-01-01T11:59:50Z'
          - {type: Degraded, status: '%s'}
        """
            .formatted(name, name, readySince, progress, degraded ? "True" : "False"),
        FibonacciService.class);
  }
}
