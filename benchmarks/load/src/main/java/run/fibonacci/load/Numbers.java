package run.fibonacci.load;

import java.math.BigInteger;

/// What the service should answer, by the JDK's own arithmetic.
final class Numbers {
  private Numbers() {}

  /// F(n) in decimal digits, by doubling from (F(k), F(k + 1)).
  ///
  /// @param n at least 0
  static String digits(long n) {
    return pair(n)[0].toString();
  }

  /// Numbers from F(from) on, as the service writes them in one JSON array.
  static String array(long from, int count) {
    BigInteger[] pair = pair(from);
    var text = new StringBuilder("[");
    for (long index = from; index < from + count; index++) {
      text.append(index == from ? "" : ",").append(object(index, pair[0].toString()));
      pair = new BigInteger[] {pair[1], pair[0].add(pair[1])};
    }
    return text.append(']').toString();
  }

  /// One number, as the service writes it in JSON.
  static String object(long index, String value) {
    return "{\"index\":%d,\"value\":\"%s\"}".formatted(index, value);
  }

  private static BigInteger[] pair(long n) {
    BigInteger a = BigInteger.ZERO;
    BigInteger b = BigInteger.ONE;
    for (int bit = 63 - Long.numberOfLeadingZeros(n); bit >= 0; bit--) {
      BigInteger even = a.multiply(b.shiftLeft(1).subtract(a));
      BigInteger odd = a.multiply(a).add(b.multiply(b));
      boolean one = (n >> bit & 1) == 1;
      a = one ? odd : even;
      b = one ? even.add(odd) : odd;
    }
    return new BigInteger[] {a, b};
  }
}
