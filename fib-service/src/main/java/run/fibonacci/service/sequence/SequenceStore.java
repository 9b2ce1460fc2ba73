package run.fibonacci.service.sequence;

import java.util.concurrent.CompletionStage;

/// Keeps where each sequence stands. No method blocks; each may fail with a
/// [run.fibonacci.service.problem.ProblemException] that says why the sequence cannot be had now.
public interface SequenceStore {
  /// Moves a sequence on and answers when that is durable: each index is given out exactly once, in
  /// order, whichever pods are asked. A sequence that nobody took from yet starts at 0.
  CompletionStage<Outcome> take(Take take);

  /// The index that the next [Take] would get.
  CompletionStage<Long> next(Digest session);

  /// Sets a sequence back to 0.
  CompletionStage<Void> restart(Digest session);
}
