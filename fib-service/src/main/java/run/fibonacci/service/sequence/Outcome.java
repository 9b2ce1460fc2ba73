package run.fibonacci.service.sequence;

/// What became of a [Take].
public sealed interface Outcome {
  /// The numbers from this index on are the caller's.
  record Taken(long first) implements Outcome {}

  /// The same Idempotency-Key was used before, for another number of numbers. Nothing was taken.
  record OtherRequest(long earlierCount) implements Outcome {}

  /// The sequence stands at `next` and would go beyond its end. Nothing was taken.
  record Beyond(long next) implements Outcome {}
}
