package run.fibonacci.service.sequence.batch;

import java.util.List;
import java.util.Optional;
import run.fibonacci.service.sequence.Outcome;
import run.fibonacci.service.sequence.Take;

/// Carries out several takes at once: all of them durably, or none and an exception.
public interface TakeBatch {
  /// The outcomes, in the order of the takes. An empty one was not carried out because it is
  /// refused, or would be with the others of its session: it is to be run alone, where each has an
  /// outcome.
  ///
  /// @param takes at least one; no two with the same [Take#request]
  List<Optional<Outcome>> run(List<Take> takes);
}
