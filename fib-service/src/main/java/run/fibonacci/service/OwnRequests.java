package run.fibonacci.service;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.UUID;

/// What the service asks itself before anybody else does. These requests are nobody's: no limit
/// holds for them, and they are neither counted nor traced.
@Singleton
public final class OwnRequests {
  private static final String HEADER = "Warm-Up";

  /// What nobody else can know.
  private final String mark = UUID.randomUUID().toString();

  private volatile boolean over;

  OwnRequests() {}

  /// Whether this is one of them.
  public boolean include(HttpRequest<?> request) {
    return !over && mark.equals(request.getHeaders().get(HEADER));
  }

  /// The header that marks a request as one of them.
  String header() {
    return HEADER + ": " + mark;
  }

  /// There are no more.
  void end() {
    over = true;
  }
}
