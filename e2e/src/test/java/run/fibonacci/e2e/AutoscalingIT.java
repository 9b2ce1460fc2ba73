package run.fibonacci.e2e;

import static run.fibonacci.e2e.Fleet.eventually;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Load makes Kubernetes' own autoscaler act on what the node measures of the pods' processes.
@ExtendWith(LocalPlatform.class)
final class AutoscalingIT {

  private static final String SPEC =
      "autoscaling: {minReplicas: 1, maxReplicas: 3, targetCPUUtilizationPercentage: 50, behavior:"
          + " {scaleDown: {stabilizationWindowSeconds: 5}}}";

  @Test
  void load_scales_out_and_its_end_scales_in_again() throws Exception {
    try (var fleet = LocalPlatform.fleet("autoscaled", SPEC)) {
      var done = new AtomicBoolean();
      try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var i = 0; i < 4; i++) {
          callers.submit(() -> load(fleet, done));
        }
        try {
          eventually(fleet::readyPods, pods -> pods.size() == 3);
        } finally {
          done.set(true);
        }
      }
      eventually(fleet::pods, pods -> pods.size() == 1);
    }
  }

  /// Asks for numbers that cost some CPU; answers do not matter here.
  private static Void load(Fleet fleet, AtomicBoolean done) throws InterruptedException {
    while (!done.get()) {
      try {
        fleet.get("/fibonacci/300000");
      } catch (IOException e) {
        // a pod that scales in may refuse; the load goes on
      }
    }
    return null;
  }
}
