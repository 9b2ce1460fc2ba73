package run.fibonacci.service.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import run.fibonacci.service.RunningService;

final class ResidueHttpTest {
  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start(Map.of("FIBONACCI_STORE", "none"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 7, 0",
    "1, 1, 0",
    "100, 1000, 75",
    "-8, 100, 79",
    "-7, 100, 13",
    "1000000000000000000, 1000000007, 209783453",
    "+0010, 0100, 55"
  })
  void aResidueIsGivenWithIndexAndModulus(String n, String m, String residue) {
    String index = new BigInteger(n).toString();
    String modulus = new BigInteger(m).toString();
    HttpResponse<String> response =
        service.get("/fibonacci/" + n.replace("+", "%2B") + "?mod=" + m);
    assertThat(response.body())
        .isEqualTo(
            "{\"index\":\"%s\",\"mod\":\"%s\",\"residue\":\"%s\"}"
                .formatted(index, modulus, residue));
    assertThat(
            service.get("/fibonacci/" + index + "?mod=" + modulus, "Accept", "text/plain").body())
        .isEqualTo(residue);
  }

  /// F(10^60000) is 0 modulo 10, as each 15th number is 0 modulo 10 and 10^k is 10 modulo 15 ... so
  /// the residue is that of F(10).
  @Test
  void theIndexMayBeAsLongAsARequestLine() {
    String n = "1" + "0".repeat(60_000);
    assertThat(service.get("/fibonacci/" + n + "?mod=10", "Accept", "text/plain").body())
        .isEqualTo(String.valueOf(55 % 10));
    HttpResponse<String> longer = service.get("/fibonacci/" + "1".repeat(70_000) + "?mod=10");
    assertThat(longer.statusCode()).isBetween(400, 499);
  }

  @Test
  void theModulusMayHave4096Bits() {
    BigInteger largest = BigInteger.TWO.pow(4_096).subtract(BigInteger.ONE);
    assertThat(service.get("/fibonacci/5000?mod=" + largest, "Accept", "text/plain").body())
        .isEqualTo(new BigInteger(number(5_000)).mod(largest).toString());
    HttpResponse<String> beyond = service.get("/fibonacci/5000?mod=" + largest.add(BigInteger.ONE));
    assertThat(beyond.statusCode()).isEqualTo(422);
    assertThat(beyond.body()).contains("\"maxModulusBits\":4096");
    assertThat(service.get("/fibonacci/5?mod=" + "9".repeat(50_000)).statusCode()).isEqualTo(422);
  }

  private static String number(long n) {
    return service.get("/fibonacci/" + n, "Accept", "text/plain").body();
  }

  @Test
  void indexAndModulusMayBothBeLong() {
    BigInteger modulus = BigInteger.TWO.pow(4_095).subtract(BigInteger.valueOf(19));
    String n = "7".repeat(3_000);
    HttpResponse<String> response =
        service.get("/fibonacci/" + n + "?mod=" + modulus, "Accept", "text/plain");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(new BigInteger(response.body())).isLessThan(modulus);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "", "abc", "1.5"})
  void whatIsNoModulusIsABadRequest(String m) {
    HttpResponse<String> response = service.get("/fibonacci/5?mod=" + m);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("mod ").contains("write");
  }

  @Test
  void aResidueMayBeKeptForEver() {
    HttpResponse<String> response = service.get("/fibonacci/1000?mod=7");
    String tag = response.headers().firstValue("ETag").orElseThrow();
    assertThat(response.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    assertThat(service.get("/fibonacci/1000?mod=7", "If-None-Match", tag).statusCode())
        .isEqualTo(304);
  }
}
