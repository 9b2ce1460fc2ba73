package run.fibonacci.operator.logging;

import java.util.Map;
import org.slf4j.MDC;

/// The marks by which a log line names its service.
public final class Marks {

  private Marks() {}

  /// The task with the calling thread's marks, for another thread to run.
  public static Runnable carried(Runnable task) {
    var marks = MDC.getCopyOfContextMap();
    return () -> {
      MDC.setContextMap(marks == null ? Map.of() : marks);
      try {
        task.run();
      } finally {
        MDC.clear();
      }
    };
  }
}
