package run.fibonacci.service.signon.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import run.fibonacci.service.SignOnSettings;
import run.fibonacci.service.signon.OidcServer;

/// How long keys last, and how often the issuer is asked for them.
final class IssuerTest {
  private final OidcServer server = OidcServer.start();
  private final Web web = new Web();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final Issuer issuer =
      new Issuer(SignOnSettings.of(server.environment()).orElseThrow(), web, clock);

  @AfterEach
  void stop() {
    web.close();
    server.close();
  }

  @Test
  void keysAreRenewedWhileTheOldOnesAreUsed() {
    IssuerState first = issuer.state().join();
    later(Issuer.FRESH);
    assertThat(issuer.state().join()).isSameAs(first);
    later(Duration.ofSeconds(1));
    issuer.state().join();
    assertThat(issuer.newerState().join().seen()).isEqualTo(now);
  }

  @Test
  void keysOutliveAnIssuerThatIsAwayButNotForEver() {
    IssuerState known = issuer.state().join();
    server.close();
    later(Issuer.USABLE);
    assertThat(issuer.state().join()).isSameAs(known);
    later(Duration.ofSeconds(1));
    expectUnavailable();
    server.restart();
    later(Issuer.PAUSE_WHILE_AWAY);
    expectBack();
  }

  @Test
  void unknownKeysCauseFewRequests() {
    IssuerState first = issuer.state().join();
    IssuerState second = issuer.newerState().join();
    assertThat(second).isNotSameAs(first);
    later(Issuer.PAUSE.minusMillis(1));
    assertThat(issuer.newerState().join()).isSameAs(second);
    later(Duration.ofMillis(1));
    assertThat(issuer.newerState().join()).isNotSameAs(second);
  }

  @Test
  void anIssuerThatIsAwayIsNotAskedByEveryRequest() {
    server.close();
    expectUnavailable();
    server.restart();
    expectUnavailable();
    later(Issuer.PAUSE_WHILE_AWAY);
    expectBack();
  }

  @Test
  void anIssuerThatTakesCallsAndNeverAnswersHoldsNobodyUp() throws IOException {
    try (var mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var settings =
          SignOnSettings.of(
              Map.of(
                  "FIBONACCI_AUTHENTICATION_ISSUER",
                  "http://127.0.0.1:" + mute.getLocalPort(),
                  "FIBONACCI_AUTHENTICATION_AUDIENCE",
                  "any"));
      var waiting = new Issuer(settings.orElseThrow(), web, clock);
      assertThat(waiting.state()).failsWithin(Duration.ofSeconds(10));
      later(Issuer.PAUSE_WHILE_AWAY);
      assertThat(waiting.state()).isCompletedExceptionally();
    }
  }

  @Test
  void aDocumentOfAnotherIssuerIsNotBelieved() {
    assertThatThrownBy(() -> Endpoints.parse("{\"issuer\":\"https://other\"}", "https://mine"))
        .hasMessageContaining("it is about the issuer https://other");
  }

  private void expectUnavailable() {
    assertThatThrownBy(() -> issuer.state().join())
        .hasMessageContaining("the sign-on service does not answer");
  }

  private void expectBack() {
    await()
        .untilAsserted(() ->
            assertThat(issuer.state())
                .isCompletedWithValueMatching(state -> state.seen().equals(now)));
  }

  private void later(Duration time) {
    now = now.plus(time);
  }
}
