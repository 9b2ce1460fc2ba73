package run.fibonacci.local.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs steps one after the other, tells how they go, and closes what they started, the last first.
final class Steps implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

  private final Consumer<Event> listener;
  private final Deque<Started> started = new ArrayDeque<>();

  Steps(Consumer<Event> listener) {
    this.listener = listener;
  }

  private record Started(String title, AutoCloseable what) {}

  /// What a step does. It may fail in any way; a [run.fibonacci.local.process.Failure] tells why.
  @FunctionalInterface
  interface Step<T> {
    T run() throws Exception;
  }

  /// A step that brings nothing back.
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  void run(String title, Action action) throws InterruptedException {
    run(
        title,
        () -> {
          action.run();
          return title;
        });
  }

  /// Runs a step. What it brings back is closed with the steps, if it can be.
  ///
  /// @throws StepFailed when it does not work
  <T> T run(String title, Step<T> step) throws InterruptedException {
    listener.accept(new Event.Begun(title));
    var start = Instant.now();
    try {
      var result = step.run();
      if (result instanceof AutoCloseable closeable) {
        closeLater(title, closeable);
      }
      listener.accept(new Event.Done(title, since(start)));
      return result;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      listener.accept(new Event.Broken(title, since(start), String.valueOf(e.getMessage())));
      throw new StepFailed(title, e);
    }
  }

  private static Duration since(Instant start) {
    return Duration.between(start, Instant.now());
  }

  /// Has something closed with the steps, before what was started earlier.
  void closeLater(String title, AutoCloseable closeable) {
    started.push(new Started(title, closeable));
  }

  /// Closes what the steps started. What cannot be closed keeps nothing else open.
  @Override
  public void close() {
    while (!started.isEmpty()) {
      var last = started.pop();
      LOG.info("Undoing: {}", last.title());
      try {
        last.what().close();
      } catch (Exception e) {
        LOG.warn("Could not undo: {}", last.title(), e);
      }
    }
  }
}
