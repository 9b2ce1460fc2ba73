package run.fibonacci.operator.events;

import java.util.Collection;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.api.v1.FibonacciServiceStatus;
import run.fibonacci.operator.drift.Drift;
import run.fibonacci.operator.metrics.DriftMetrics;

/// Tells what happened to a service: its users by events, those who run the operator by metrics.
public final class Announcer {

  private final EventRecorder events;
  private final DriftMetrics metrics;

  /// Tells it by these.
  public Announcer(EventRecorder events, DriftMetrics metrics) {
    this.events = events;
    this.metrics = metrics;
  }

  /// Children of these kinds were made.
  public void made(FibonacciService service, Collection<String> kinds) {
    Chronicle.created(kinds).ifPresent(happening -> events.publish(service, happening));
  }

  /// Somebody's change was undone.
  public void corrected(FibonacciService service, Drift drift) {
    metrics.corrected(drift);
    events.publish(service, Chronicle.corrected(drift));
  }

  /// The service is about to get this status.
  public void reported(FibonacciService service, FibonacciServiceStatus status) {
    Chronicle.between(service.getStatus(), status)
        .forEach(happening -> events.publish(service, happening));
  }
}
