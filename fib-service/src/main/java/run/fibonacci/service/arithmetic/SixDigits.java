package run.fibonacci.service.arithmetic;

/// Values of six digits: 48 digits are three limbs and eight values.
record SixDigits() implements Packing {
  private static final int BASE = 1_000_000;

  @Override
  public int limbs() {
    return 3;
  }

  @Override
  public int values() {
    return 8;
  }

  @Override
  public int base() {
    return BASE;
  }

  @Override
  public int rounds() {
    return 2;
  }

  @Override
  public void unpack(long[] limbs, int from, int to, double[] values) {
    for (int limb = 3 * from, j = 0; limb < 3 * to; limb += 3, j += 8) {
      long a = limbs[limb];
      long b = limbs[limb + 1];
      long c = limbs[limb + 2];
      // Digits of the limbs from the lowest: 12 | 4 + 8 | 8 + 4 | 12.
      long upperA = a / 1_000_000_000_000L;
      long upperB = b / 100_000_000;
      long upperC = c / 10_000;
      Packing.putPair(a - upperA * 1_000_000_000_000L, BASE, values, j);
      Packing.putPair(upperA + (b - upperB * 100_000_000) * 10_000, BASE, values, j + 2);
      Packing.putPair(upperB + (c - upperC * 10_000) * 100_000_000, BASE, values, j + 4);
      Packing.putPair(upperC, BASE, values, j + 6);
    }
  }

  @Override
  public long pack(double[] values, int at, long[] limbs, int from, int to, long borrow) {
    for (int limb = 3 * from, j = at; limb < 3 * to; limb += 3, j += 8) {
      double a = Packing.pair(values, j, BASE);
      double b = Packing.pair(values, j + 2, BASE);
      double c = Packing.pair(values, j + 4, BASE);
      double d = Packing.pair(values, j + 6, BASE);
      double upperB = Math.rint(b * 1e-4);
      double upperC = Math.rint(c * 1e-8);
      long first = (long) a + (long) (b - upperB * 1e4) * 1_000_000_000_000L;
      long second = (long) upperB + (long) (c - upperC * 1e8) * 100_000_000;
      long third = (long) upperC + (long) d * 10_000;
      borrow = Packing.put(limbs, limb, first + borrow);
      borrow = Packing.put(limbs, limb + 1, second + borrow);
      borrow = Packing.put(limbs, limb + 2, third + borrow);
    }
    return borrow;
  }
}
