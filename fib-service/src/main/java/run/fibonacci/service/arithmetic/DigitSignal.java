package run.fibonacci.service.arithmetic;

import java.util.Arrays;
import run.fibonacci.service.arithmetic.fourier.Signal;

/// Turns a long number into the real values that the transform takes, and a transformed product
/// back. Value `j` is the real part of point `j`, and from the number of points on the imaginary
/// part, as the transform expects.
///
/// The values are balanced digits, from minus one half of their base to one half: their products
/// cancel out, which keeps the rounding error of a sum of many of them below one half. How far
/// below, [Packing] says.
///
/// @param size how many points the transform has: a multiple of 16
record DigitSignal(Packing packing, Signal signal, int size) {
  /// So many values are read at a time: they stay in the nearest cache.
  private static final int BLOCK = 1024;

  /// Fills the signal with the digits of a number.
  void write(Limbs number) {
    int groups = packing.groups(number.length);
    int inReal = Math.min(groups, size / packing.values());
    long[] limbs = Arrays.copyOf(number.limb, groups * packing.limbs());
    Arrays.fill(limbs, number.length, limbs.length, 0);
    double carry = write(limbs, 0, inReal, signal.re(), 0);
    carry = write(limbs, inReal, groups, signal.im(), carry);
    int end = groups * packing.values();
    (end < size ? signal.re() : signal.im())[end % size] = carry;
  }

  private double write(long[] limbs, int from, int to, double[] values, double carry) {
    int end = (to - from) * packing.values();
    packing.unpack(limbs, from, to, values);
    Arrays.fill(values, end, size, 0);
    return carry(values, 0, end, carry);
  }

  /// Rounds the values of a product and carries them into so many limbs.
  Limbs read(int limbs) {
    int groups = packing.groups(limbs);
    int inReal = Math.min(groups, size / packing.values());
    long[] result = new long[groups * packing.limbs()];
    double[] carries = new double[packing.rounds()];
    long borrow = read(signal.re(), result, 0, inReal, carries, 0);
    read(signal.im(), result, inReal, groups, carries, borrow);
    return new Limbs(result);
  }

  private long read(
      double[] values, long[] limbs, int from, int to, double[] carries, long borrow) {
    int groups = BLOCK / packing.values();
    for (int first = from; first < to; first += groups) {
      int last = Math.min(to, first + groups);
      int at = (first - from) * packing.values();
      int end = (last - from) * packing.values();
      for (int round = 0; round < carries.length; round++) {
        carries[round] = carry(values, at, end, carries[round]);
      }
      borrow = packing.pack(values, at, limbs, first, last, borrow);
    }
    return borrow;
  }

  /// Rounds the values and carries each by one place, whatever it receives from the one below it:
  /// so none has to wait for that.
  ///
  /// @return the carry out of the last of them
  private double carry(double[] values, int from, int to, double carry) {
    double base = packing.base();
    double inverse = 1 / base;
    for (int j = from; j < to; j++) {
      double value = Math.rint(values[j]);
      double quotient = Math.rint(value * inverse);
      values[j] = value - quotient * base + carry;
      carry = quotient;
    }
    return carry;
  }
}
