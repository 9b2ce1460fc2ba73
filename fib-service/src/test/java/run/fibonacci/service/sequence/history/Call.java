package run.fibonacci.service.sequence.history;

import java.util.Optional;
import java.util.OptionalLong;

/// One call as its client saw it. A call with all its retries counts as one.
///
/// @param start when it was made, in nanoseconds
/// @param end when it was answered, or [#NEVER]: then it may have had its effect at any time since
public record Call(Action action, long start, long end) {
  public static final long NEVER = Long.MAX_VALUE;

  /// What a call does to a counter that stands at `next`.
  public sealed interface Action {
    /// Where the counter stands afterwards; empty if it cannot have answered so.
    Optional<Long> apply(long next);

    /// Where the counter stood, if the answer told it; else 0.
    long seen();
  }

  /// Numbers were taken, from `first` on if that was answered.
  public record Taken(int count, OptionalLong first) implements Action {
    @Override
    public Optional<Long> apply(long next) {
      return first.orElse(next) == next ? Optional.of(next + count) : Optional.empty();
    }

    @Override
    public long seen() {
      return first.orElse(0);
    }
  }

  /// The sequence began again.
  public record Restarted() implements Action {
    @Override
    public Optional<Long> apply(long next) {
      return Optional.of(0L);
    }

    @Override
    public long seen() {
      return 0;
    }
  }

  /// It was said to stand there.
  public record Read(long position) implements Action {
    @Override
    public Optional<Long> apply(long next) {
      return next == position ? Optional.of(next) : Optional.empty();
    }

    @Override
    public long seen() {
      return position;
    }
  }

  boolean isAnswered() {
    return end != NEVER;
  }
}
