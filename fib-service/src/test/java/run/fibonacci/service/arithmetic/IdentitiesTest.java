package run.fibonacci.service.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for all Fibonacci numbers holds for ours. Some identities are of numbers themselves,
/// multiplied by BigInteger, others of residues of far larger ones.
final class IdentitiesTest {
  private static final BigInteger MODULUS =
      BigInteger.TWO.pow(127).subtract(BigInteger.ONE).multiply(BigInteger.TWO.pow(64));

  private final Fibonacci fibonacci = new Fibonacci();

  private BigInteger f(long n) {
    return Binary.parse(fibonacci.number(n).toString());
  }

  /// Pairs on both sides of 0, through columns and transforms.
  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  private static long index(Random random, int bound) {
    return random.nextInt(-bound, bound) >> random.nextInt(0, 8);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void dOcagne(long seed) {
    var random = new Random(seed);
    long m = index(random, 60_000);
    long n = index(random, 60_000);
    // F(m) F(n+1) - F(m+1) F(n) = (-1)^n F(m-n)
    BigInteger left = f(m).multiply(f(n + 1)).subtract(f(m + 1).multiply(f(n)));
    assertThat(left).isEqualTo(n % 2 == 0 ? f(m - n) : f(m - n).negate());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void addition(long seed) {
    var random = new Random(seed);
    long m = index(random, 60_000);
    long n = index(random, 60_000);
    // F(m+n) = F(m) F(n+1) + F(m-1) F(n)
    assertThat(f(m + n)).isEqualTo(f(m).multiply(f(n + 1)).add(f(m - 1).multiply(f(n))));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void commonDivisors(long seed) {
    var random = new Random(seed);
    long common = random.nextInt(1, 40);
    long m = common * random.nextInt(1, 200);
    long n = common * random.nextInt(1, 200);
    long index = BigInteger.valueOf(m).gcd(BigInteger.valueOf(n)).longValue();
    assertThat(f(m).gcd(f(n))).isEqualTo(f(index));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void cassini(long seed) {
    long n = index(new Random(seed), 200_000);
    // F(n-1) F(n+1) - F(n)^2 = (-1)^n
    BigInteger left = f(n - 1).multiply(f(n + 1)).subtract(f(n).pow(2));
    assertThat(left).isEqualTo(BigInteger.valueOf(n % 2 == 0 ? 1 : -1));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void residuesAddToo(long seed) {
    var random = new Random(seed);
    var m = new BigInteger(500, random).subtract(BigInteger.TWO.pow(499));
    var n = new BigInteger(500, random).subtract(BigInteger.TWO.pow(499));
    for (BigInteger modulus :
        new BigInteger[] {
          BigInteger.ONE,
          BigInteger.TWO,
          BigInteger.valueOf(random.nextInt(1, 1 << 30)),
          BigInteger.valueOf((1 << 30) - 1),
          BigInteger.valueOf(1 << 30),
          BigInteger.valueOf(random.nextLong(1L << 30, 1L << 62)),
          BigInteger.valueOf(Long.MAX_VALUE),
          MODULUS
        }) {
      BigInteger sum =
          residue(m, modulus)
              .multiply(residue(n.add(BigInteger.ONE), modulus))
              .add(residue(m.subtract(BigInteger.ONE), modulus).multiply(residue(n, modulus)));
      assertThat(residue(m.add(n), modulus)).isEqualTo(sum.mod(modulus));
    }
  }

  private static BigInteger residue(BigInteger n, BigInteger modulus) {
    return Fibonacci.residue(n, modulus);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void residuesAreThoseOfTheNumbers(long seed) {
    var random = new Random(seed);
    long n = index(random, 3_000);
    BigInteger modulus = new BigInteger(random.nextInt(1, 100), random).add(BigInteger.ONE);
    assertThat(residue(BigInteger.valueOf(n), modulus)).isEqualTo(f(n).mod(modulus));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void binaryIsTheSameNumber(long seed) {
    long n = index(new Random(seed), 100_000);
    assertThat(Fibonacci.binary(n)).isEqualTo(f(n));
    assertThat(Fibonacci.bytes(n)).isEqualTo(f(n).toByteArray().length);
  }
}
