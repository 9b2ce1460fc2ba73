package run.fibonacci.operator.leader;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps an operator whose lease has run out from acting. The election alone would not: while one
/// of its requests hangs, or the whole process was stopped for a while, it believes to lead, and
/// another operator may have begun. So the guard reckons for itself, from what the API server has
/// confirmed, and looks at each request that would change something.
final class LeaseGuard implements Interceptor {

  private static final String LEASES = "/apis/coordination.k8s.io/";

  private final Duration good;
  private final Clock clock;
  private final Runnable lost;
  private volatile Instant asked;
  private volatile @Nullable Instant renewed;

  /// @param good how long after its renewal a lease is relied on: less than others wait for it
  /// @param lost called when something would be changed without a lease; must end the process
  LeaseGuard(Duration good, Clock clock, Runnable lost) {
    this.good = good;
    this.clock = clock;
    this.lost = lost;
    this.asked = clock.instant();
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (isLease(request)) {
      // the election takes the time of a renewal before it looks at the lease
      asked = isRead(request) ? clock.instant() : asked;
    } else if (!isRead(request)) {
      check();
    }
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.@Nullable Consumer<List<ByteBuffer>> consumer) {
    if (isLease(request) && !isRead(request) && response.isSuccessful()) {
      renewed = asked;
    }
  }

  /// Ends the process if the lease was held and has not been renewed in time.
  void check() {
    var last = renewed;
    if (last != null && clock.instant().isAfter(last.plus(good))) {
      lost.run();
    }
  }

  private static boolean isLease(HttpRequest request) {
    return request.uri().getPath().startsWith(LEASES);
  }

  private static boolean isRead(HttpRequest request) {
    return request.method().equals("GET");
  }
}
