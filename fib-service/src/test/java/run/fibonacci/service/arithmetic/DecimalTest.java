package run.fibonacci.service.arithmetic;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DecimalTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "7",
        "-7",
        "9999999999999999",
        "10000000000000000",
        "-10000000000000000",
        "123456789012345678901234567890123",
        "1000000000000000000000000000000000000000000000001"
      })
  void whatIsReadIsWrittenTheSame(String text) {
    assertThat(Decimal.parse(text)).hasToString(text);
    assertThat(Decimal.parse(text).length()).isEqualTo(text.length());
    for (int size = 20; size < 60; size++) {
      assertThat(inPieces(Decimal.parse(text), size)).isEqualTo(text);
    }
  }

  private static String inPieces(Decimal number, int size) {
    var all = new ByteArrayOutputStream();
    Decimal.Reader reader = number.reader();
    while (!reader.isAtEnd()) {
      byte[] piece = new byte[size];
      all.write(piece, 0, reader.read(piece, 0));
    }
    return all.toString(US_ASCII);
  }

  @Test
  void zeroHasNoSignAndLeadingZerosCountForNothing() {
    assertThat(Decimal.parse("-0")).hasToString("0");
    assertThat(Decimal.parse("-" + "0".repeat(40) + "5")).hasToString("-5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "+1", "1 2", "12a", "१२", "--1", "1.0", "/", ":"})
  void whatIsNoNumberIsRefused(String text) {
    assertThatThrownBy(() -> Decimal.parse(text)).isInstanceOf(NumberFormatException.class);
    assertThatThrownBy(() -> Decimal.parse("0".repeat(20) + text + "x"))
        .isInstanceOf(NumberFormatException.class);
  }

  /// `new BigInteger(String)` takes a hundred times as long for it, on any machine.
  @Test
  void aMillionDigitsAreReadInNoTime() {
    String digits = "1234567890".repeat(100_000);
    assertTimeout(
        Duration.ofSeconds(3),
        () -> assertThat(Decimal.parse(digits).length()).isEqualTo(1_000_000));
  }

  @Test
  void longIntegersAreReadIntoBinary() {
    var random = new Random(3);
    for (int bits : new int[] {1, 60, 1_000, 1_400, 5_000, 50_000}) {
      BigInteger value = new BigInteger(bits, random);
      assertThat(Binary.parse(value.toString())).isEqualTo(value);
      assertThat(Binary.parse(value.negate().toString())).isEqualTo(value.negate());
    }
    assertThatThrownBy(() -> Binary.parse("1".repeat(1_000) + "-" + "1".repeat(1_000)))
        .isInstanceOf(NumberFormatException.class);
  }
}
