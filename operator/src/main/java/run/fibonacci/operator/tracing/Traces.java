package run.fibonacci.operator.tracing;

import io.javaoperatorsdk.operator.api.monitoring.Metrics.ControllerExecution;
import java.util.Optional;
import java.util.function.IntConsumer;
import run.fibonacci.operator.connection.Request;
import run.fibonacci.operator.connection.RequestObserver;

/// Follows reconciles and the requests that they make.
public interface Traces extends RequestObserver, AutoCloseable {

  /// Follows nothing.
  Traces NONE =
      new Traces() {
        @Override
        public <T> T follow(ControllerExecution<T> reconcile) throws Exception {
          return reconcile.execute();
        }

        @Override
        public Runnable carry(Runnable task) {
          return task;
        }

        @Override
        public IntConsumer begins(Request request) {
          return status -> {};
        }

        @Override
        public void close() {}
      };

  /// Traces that are sent to this receiver; none without.
  ///
  /// @param endpoint where it listens, as `OTEL_EXPORTER_OTLP_ENDPOINT` has it: HTTP, without the
  ///   path `/v1/traces`
  static Traces to(Optional<String> endpoint, String version) {
    return endpoint.<Traces>map(url -> new OtlpTraces(url, version)).orElse(NONE);
  }

  /// Runs a reconcile, as the root of a trace.
  <T> T follow(ControllerExecution<T> reconcile) throws Exception;

  /// The task as a part of what the calling thread is at.
  Runnable carry(Runnable task);

  /// Sends what has not been sent.
  @Override
  void close();
}
