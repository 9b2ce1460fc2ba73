package run.fibonacci.operator.connection;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Waits as long as the API server asks to before a request is repeated. (The client reads the
/// header, and then repeats after its own interval.)
final class RetryAfter implements Interceptor {

  /// Longer than this the request itself would run out of time.
  private static final long LONGEST = 8;

  @Override
  public CompletableFuture<Boolean> afterFailure(
      BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
    var header = response.header("Retry-After");
    if (header == null || !header.matches("\\d{1,6}")) {
      return CompletableFuture.completedFuture(false);
    }
    var seconds = Math.min(Long.parseLong(header), LONGEST);
    return new CompletableFuture<Boolean>().completeOnTimeout(false, seconds, TimeUnit.SECONDS);
  }
}
