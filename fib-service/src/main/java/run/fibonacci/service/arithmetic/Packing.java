package run.fibonacci.service.arithmetic;

/// How the digits of a number are spread over the values of a signal: so many limbs are just so
/// many values.
///
/// The more digits a value has, the shorter is the transform, and the larger its rounding error.
/// Measured as the greatest distance of a result from an integer, which must stay below one half:
///
/// - six digits: 0.03 up to F(10^6), 0.11 up to the most points that they are used for
/// - five digits: 0.01 at F(4 * 10^8)
///
/// That is how it is with digits without a pattern, as Fibonacci and Lucas numbers have them, and
/// no proof: numbers of nothing but the largest digits are exact up to 6,400 digits only. So a
/// result is checked, see [Fibonacci#checked].
sealed interface Packing permits SixDigits, FiveDigits {
  /// Beyond so many points six digits are too many.
  int POINTS_OF_SIX = 98_304;

  /// The packing for a product of two factors of so many limbs.
  static Packing of(int limbs, int otherLimbs) {
    Packing six = new SixDigits();
    return six.valuesOfProduct(limbs, otherLimbs) <= 2 * POINTS_OF_SIX ? six : new FiveDigits();
  }

  /// How many limbs make a group: it has no digits in common with the next.
  int limbs();

  /// How many values a group has.
  int values();

  /// The base of the values.
  int base();

  /// How often a product is to be carried until a value is at most 0.51 of the base, for any values
  /// below 2^53.
  int rounds();

  /// Writes the digits of the groups `from` to `to - 1`, from zero to `base - 1`.
  void unpack(long[] limbs, int from, int to, double[] values);

  /// Puts carried values together, from `at` on, to the groups `from` to `to - 1`.
  ///
  /// @param borrow what the limb below the first has borrowed from it: -1 or 0
  /// @return what the last limb has borrowed from the next
  long pack(double[] values, int at, long[] limbs, int from, int to, long borrow);

  /// How many groups hold so many limbs.
  default int groups(int limbs) {
    return Math.ceilDiv(limbs, limbs());
  }

  /// How many values a product may have, the carry beyond its last digit among them.
  default int valuesOfProduct(int limbs, int otherLimbs) {
    return (groups(limbs) + groups(otherLimbs)) * values() + 1;
  }

  /// Splits two values' digits. The base is given as a constant, by which a division is cheap.
  static void putPair(long pair, int base, double[] values, int at) {
    long upper = pair / base;
    values[at] = pair - upper * base;
    values[at + 1] = upper;
  }

  /// Two values as one.
  static double pair(double[] values, int at, int base) {
    return values[at] + values[at + 1] * base;
  }

  /// Stores what may be below zero, with a loan from the next limb.
  static long put(long[] limbs, int at, long value) {
    long borrow = value >> 63;
    limbs[at] = value + (Limbs.BASE & borrow);
    return borrow;
  }
}
