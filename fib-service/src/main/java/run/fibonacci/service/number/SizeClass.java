package run.fibonacci.service.number;

import java.util.Locale;

/// About how much work a computation is, told by the digits of a number that takes as long.
enum SizeClass {
  /// Less than 100 µs: handing it over to another thread would cost as much.
  SMALL(Computations.SMALL_DIGITS),
  MEDIUM(100_000),
  LARGE(1_000_000),
  HUGE(Long.MAX_VALUE);

  private final long mostDigits;

  SizeClass(long mostDigits) {
    this.mostDigits = mostDigits;
  }

  /// What metrics and traces call it.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static SizeClass ofDigits(long digits) {
    return digits <= SMALL.mostDigits
        ? SMALL
        : digits <= MEDIUM.mostDigits ? MEDIUM : digits <= LARGE.mostDigits ? LARGE : HUGE;
  }
}
