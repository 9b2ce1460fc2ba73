package run.fibonacci.service.arithmetic;

/// Values of five digits: 80 digits are five limbs and sixteen values.
record FiveDigits() implements Packing {
  private static final int BASE = 100_000;
  private static final long SQUARE = (long) BASE * BASE;

  @Override
  public int limbs() {
    return 5;
  }

  @Override
  public int values() {
    return 16;
  }

  @Override
  public int base() {
    return BASE;
  }

  @Override
  public int rounds() {
    return 3;
  }

  @Override
  public void unpack(long[] limbs, int from, int to, double[] values) {
    for (int limb = 5 * from, j = 0; limb < 5 * to; limb += 5, j += 16) {
      long a = limbs[limb];
      long b = limbs[limb + 1];
      long c = limbs[limb + 2];
      long d = limbs[limb + 3];
      long e = limbs[limb + 4];
      // Digits of the limbs from the lowest: 10 | 6 + 4 | 10 | 2 + 8 | 8 + 2 | 10 | 4 + 6 | 10.
      long upperA = a / SQUARE;
      long upperB = b / 10_000;
      long topB = upperB / SQUARE;
      long upperC = c / 100_000_000;
      long upperD = d / 100;
      long topD = upperD / SQUARE;
      long upperE = e / 1_000_000;
      Packing.putPair(a - upperA * SQUARE, BASE, values, j);
      Packing.putPair(upperA + (b - upperB * 10_000) * 1_000_000, BASE, values, j + 2);
      Packing.putPair(upperB - topB * SQUARE, BASE, values, j + 4);
      Packing.putPair(topB + (c - upperC * 100_000_000) * 100, BASE, values, j + 6);
      Packing.putPair(upperC + (d - upperD * 100) * 100_000_000, BASE, values, j + 8);
      Packing.putPair(upperD - topD * SQUARE, BASE, values, j + 10);
      Packing.putPair(topD + (e - upperE * 1_000_000) * 10_000, BASE, values, j + 12);
      Packing.putPair(upperE, BASE, values, j + 14);
    }
  }

  @Override
  public long pack(double[] values, int at, long[] limbs, int from, int to, long borrow) {
    for (int limb = 5 * from, j = at; limb < 5 * to; limb += 5, j += 16) {
      double b = Packing.pair(values, j + 2, BASE);
      double d = Packing.pair(values, j + 6, BASE);
      double e = Packing.pair(values, j + 8, BASE);
      double g = Packing.pair(values, j + 12, BASE);
      double upperB = Math.rint(b * 1e-6);
      double upperD = Math.rint(d * 1e-2);
      double upperE = Math.rint(e * 1e-8);
      double upperG = Math.rint(g * 1e-4);
      long first = (long) Packing.pair(values, j, BASE) + (long) (b - upperB * 1e6) * SQUARE;
      long second =
          (long) (upperB + Packing.pair(values, j + 4, BASE) * 1e4)
              + (long) (d - upperD * 1e2) * 100_000_000_000_000L;
      long third = (long) upperD + (long) (e - upperE * 1e8) * 100_000_000;
      long fourth =
          (long) (upperE + Packing.pair(values, j + 10, BASE) * 1e2)
              + (long) (g - upperG * 1e4) * 1_000_000_000_000L;
      long fifth = (long) upperG + (long) Packing.pair(values, j + 14, BASE) * 1_000_000;
      borrow = Packing.put(limbs, limb, first + borrow);
      borrow = Packing.put(limbs, limb + 1, second + borrow);
      borrow = Packing.put(limbs, limb + 2, third + borrow);
      borrow = Packing.put(limbs, limb + 3, fourth + borrow);
      borrow = Packing.put(limbs, limb + 4, fifth + borrow);
    }
    return borrow;
  }
}
