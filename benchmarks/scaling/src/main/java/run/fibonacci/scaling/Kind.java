package run.fibonacci.scaling;

import java.util.Locale;

/// What a caller may ask for, by what it costs.
enum Kind {
  /// A number up to index 1,000.
  SMALL,
  /// One of index 10,000.
  MEDIUM,
  /// One of index 100,000.
  LARGE,
  /// The next number of a sequence.
  NEXT;

  /// As the inputs call it.
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Seconds of a core of a pod.
  double seconds(Inputs inputs) {
    return 1 / inputs.of("perCore." + title());
  }

  double share(Inputs inputs) {
    return inputs.of("share." + title());
  }

  double bytes(Inputs inputs) {
    return inputs.of("bytes." + title());
  }
}
