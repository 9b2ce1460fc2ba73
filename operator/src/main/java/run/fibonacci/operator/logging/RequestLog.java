package run.fibonacci.operator.logging;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import run.fibonacci.operator.connection.Request;
import run.fibonacci.operator.connection.RequestObserver;

/// Logs each request to the API server at level DEBUG, marked with the reconcile that it is for.
public final class RequestLog implements RequestObserver {

  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

  @Override
  public IntConsumer begins(Request request) {
    if (!LOG.isDebugEnabled()) {
      return status -> {};
    }
    var began = System.nanoTime();
    var marks = MDC.getCopyOfContextMap();
    return status -> {
      var millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      var before = MDC.getCopyOfContextMap();
      MDC.setContextMap(marks == null ? Map.of() : marks);
      LOG.debug("{} {}: {} after {} ms", request.verb(), request.path(), status, millis);
      MDC.setContextMap(before == null ? Map.of() : before);
    };
  }
}
