package run.fibonacci.load;

import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGeneratorIf;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;

/// The simulation that Gatling is told to run; [LoadSettings] says what it is told in turn.
public final class FibonacciSimulation extends Simulation {

  /// Gatling's way to make it.
  public FibonacciSimulation() {
    LoadSettings settings = LoadSettings.of(System.getProperties());
    setUp(
            scenario(settings.profile().toString())
                .exec(stopLoadGeneratorIf("told to", session -> settings.isOver()))
                .exec(new Mix().any())
                .injectOpen(settings.profile().steps(settings.rate(), settings.duration())))
        .protocols(protocol(settings));
  }

  /// Connections are kept and shared, as a gateway or a browser keeps them.
  private static HttpProtocolBuilder protocol(LoadSettings settings) {
    HttpProtocolBuilder protocol =
        http.baseUrl(settings.url().toString())
            .userAgentHeader("fibonacci-load")
            .shareConnections()
            .disableFollowRedirect()
            .disableCaching();
    return settings.host().map(host -> protocol.header("Host", host)).orElse(protocol);
  }
}
