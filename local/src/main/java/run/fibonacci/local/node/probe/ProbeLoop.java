package run.fibonacci.local.node.probe;

import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Asks one probe again and again, in a virtual thread of its own, until it is stopped.
public final class ProbeLoop {
  private static final int PERIOD = 10;
  private static final int FAILURES = 3;

  private final ProbeKind kind;
  private final Probe probe;
  private final Supplier<Answer> question;
  private final Consumer<Finding> listener;

  private ProbeLoop(
      ProbeKind kind, Probe probe, Supplier<Answer> question, Consumer<Finding> listener) {
    this.kind = kind;
    this.probe = probe;
    this.question = question;
    this.listener = listener;
  }

  /// Something worth telling: a failed answer, or a verdict that changed.
  ///
  /// @param decisive whether the verdict is now `passed` and was not before
  /// @param message why it failed; empty when it passed
  public record Finding(ProbeKind kind, boolean passed, boolean decisive, String message) {}

  /// Starts asking. Interrupt the thread to stop it.
  public static Thread start(
      ProbeKind kind, Probe probe, ProbeCheck check, Consumer<Finding> listener) {
    var timeout = seconds(probe.getTimeoutSeconds(), 1);
    var loop = new ProbeLoop(kind, probe, () -> Answer.to(check, timeout), listener);
    return Thread.ofVirtual().name("probe " + kind).start(loop::run);
  }

  private void run() {
    var counter =
        new ProbeCounter(
            or(probe.getSuccessThreshold(), 1), or(probe.getFailureThreshold(), FAILURES));
    try {
      Thread.sleep(seconds(probe.getInitialDelaySeconds(), 0));
      while (true) {
        var answer = question.get();
        var decisive = counter.decides(answer.passed());
        if (Thread.interrupted()) {
          return;
        }
        if (decisive || !answer.passed()) {
          listener.accept(new Finding(kind, answer.passed(), decisive, answer.message()));
        }
        Thread.sleep(seconds(probe.getPeriodSeconds(), PERIOD));
      }
    } catch (InterruptedException stopped) {
      // whoever interrupted it knows why
    }
  }

  private static Duration seconds(@Nullable Integer seconds, int otherwise) {
    return Duration.ofSeconds(or(seconds, otherwise));
  }

  private static int or(@Nullable Integer value, int otherwise) {
    return Optional.ofNullable(value).orElse(otherwise);
  }
}
