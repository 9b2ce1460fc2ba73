package run.fibonacci.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a service that has just started for numbers, before anybody else does: a pod that is called
/// ready answers its first callers as quickly as its later ones, for the compiler has seen what
/// they ask for.
@Singleton
@Readiness
@Requires(property = WarmUp.PROPERTY)
final class WarmUp implements HealthIndicator, ApplicationEventListener<ServerStartupEvent> {
  /// Set where a process does nothing but serve.
  static final String PROPERTY = "fibonacci.warm-up";

  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  private static final List<String> PATHS =
      List.of("/fibonacci/90", "/fibonacci/1000", "/fibonacci/10000");

  /// So many requests come on one connection, at once: it is the service that is to be busy, not
  /// who asks.
  private static final int BATCH = 60;

  /// After so many answers the compiler has what it needs.
  private static final int ANSWERS = 40_000;

  /// On a busy machine a pod that is half warm is better than one that is still awaited.
  private static final Duration PATIENCE = Duration.ofMillis(2_500);

  private final OwnRequests requests;
  private volatile boolean done;

  WarmUp(OwnRequests requests) {
    this.requests = requests;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    URI service = event.getSource().getContextURI();
    Thread.ofPlatform().name("warm-up").daemon().start(() -> warm(service));
  }

  private void warm(URI service) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    byte[] batch = batch(service);
    try {
      for (int i = 0; i < ANSWERS && System.nanoTime() < end; i += BATCH) {
        ask(service, batch);
      }
    } catch (IOException e) {
      // Whoever comes next will see for themselves.
      LOG.debug("The service does not answer itself", e);
    }
    requests.end();
    done = true;
  }

  private byte[] batch(URI service) {
    var batch = new StringBuilder();
    for (int i = 1; i <= BATCH; i++) {
      batch.append(
          "GET %s%s HTTP/1.1\r\nHost: %s\r\n%s\r\nConnection: %s\r\n\r\n"
              .formatted(
                  service.getPath(),
                  PATHS.get(i % PATHS.size()),
                  service.getAuthority(),
                  requests.header(),
                  i < BATCH ? "keep-alive" : "close"));
    }
    return batch.toString().getBytes(US_ASCII);
  }

  private static void ask(URI service, byte[] batch) throws IOException {
    try (var connection = new Socket(service.getHost(), service.getPort())) {
      connection.getOutputStream().write(batch);
      connection.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  @Override
  public Publisher<HealthResult> getResult() {
    HealthStatus status = done ? HealthStatus.UP : HealthStatus.DOWN;
    return Publishers.just(HealthResult.builder("warm-up", status).build());
  }
}
