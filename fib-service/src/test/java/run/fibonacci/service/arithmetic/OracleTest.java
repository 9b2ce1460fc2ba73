package run.fibonacci.service.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.apfloat.Apint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Long numbers as others compute them: a library for arithmetic in decimal by number-theoretic
/// transforms, and digests of what GMP gives.
final class OracleTest {
  private final Fibonacci fibonacci = new Fibonacci();

  @ParameterizedTest
  @ValueSource(longs = {300_000, 777_777, 1_000_003, 2_500_000})
  void apfloatGivesTheSameDigits(long n) {
    assertThat(fibonacci.number(n).toString().equals(byApfloat(n).toString(true))).isTrue();
  }

  /// F(2k) = F(k) (2F(k+1) - F(k)), F(2k+1) = F(k)^2 + F(k+1)^2.
  private static Apint byApfloat(long n) {
    Apint current = Apint.ZERO;
    Apint next = Apint.ONE;
    for (int bit = 63 - Long.numberOfLeadingZeros(n); bit >= 0; bit--) {
      Apint even = current.multiply(next.add(next).subtract(current));
      Apint odd = current.multiply(current).add(next.multiply(next));
      boolean set = (n >>> bit & 1) == 1;
      current = set ? odd : even;
      next = set ? even.add(odd) : odd;
    }
    return current;
  }

  /// SHA-256 of the decimal digits.
  @ParameterizedTest
  @CsvSource({
    "100000, 9fe22f691a91170da9006226d479ad986b2f92021b7045ecfb0a5091b641b802",
    "1000000, aef6e8c19df607aa07940f2abde8460d1b34c18df1a6f46b5fc04dfe9be51706",
    "10000000, dee686d8c2407fb7fae2c58f8096d07baa790709d489454691af77d29cf3fb4d"
  })
  void gmpGivesTheSameDigits(long n, String digest) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(fibonacci.number(n).toAscii());
    assertThat(HexFormat.of().formatHex(hash)).isEqualTo(digest);
  }
}
