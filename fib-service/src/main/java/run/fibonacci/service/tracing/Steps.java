package run.fibonacci.service.tracing;

/// Begins steps of requests.
public interface Steps {
  /// The request that is being answered on this thread, to begin steps of.
  Step ofThisRequest();
}
