package run.fibonacci.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoreSettingsTest {
  @Test
  void withoutSettingsSequencesAreKeptInMemory() {
    assertThat(StoreSettings.properties(Map.of()))
        .containsEntry("fibonacci.store", "h2")
        .containsEntry("datasources.default.url", "jdbc:h2:mem:fibonacci;DB_CLOSE_DELAY=-1");
  }

  @Test
  void noneMeansNoDataSource() {
    assertThat(StoreSettings.properties(Map.of("FIBONACCI_STORE", "none")))
        .isEqualTo(Map.of("fibonacci.store", "none"));
  }

  @Test
  void postgresqlNeedsNoMoreThanAHost() {
    assertThat(postgresql(Map.of()))
        .containsEntry("datasources.default.username", "fibonacci")
        .containsEntry("datasources.default.maximum-pool-size", 4L)
        .hasEntrySatisfying(
            "datasources.default.url",
            url ->
                assertThat(url)
                    .asString()
                    .startsWith("jdbc:postgresql://db:5432/fibonacci?sslmode=prefer&"));
  }

  @Test
  void everySettingOfPostgresqlIsUsed() {
    assertThat(
            postgresql(
                Map.of(
                    "FIBONACCI_DATABASE_HOST", "::1",
                    "FIBONACCI_DATABASE_PORT", "6543",
                    "FIBONACCI_DATABASE_NAME", "a b",
                    "FIBONACCI_DATABASE_SSL_MODE", "verify-full",
                    "FIBONACCI_DATABASE_USERNAME", "me",
                    "FIBONACCI_DATABASE_PASSWORD", "secret",
                    "FIBONACCI_DATABASE_MAXIMUM_POOL_SIZE", "9")))
        .containsEntry("datasources.default.username", "me")
        .containsEntry("datasources.default.password", "secret")
        .containsEntry("datasources.default.maximum-pool-size", 9L)
        .hasEntrySatisfying(
            "datasources.default.url",
            url ->
                assertThat(url)
                    .asString()
                    .startsWith("jdbc:postgresql://[::1]:6543/a+b?sslmode=verify-full&"));
  }

  @Test
  void aServerThatIsCheckedWithoutCertificatesIsCheckedByThoseOfJava() {
    assertThat(postgresql(Map.of("FIBONACCI_DATABASE_SSL_MODE", "verify-full")))
        .hasEntrySatisfying(
            "datasources.default.url",
            url -> assertThat(url).asString().contains("DefaultJavaSSLFactory"));
  }

  @ParameterizedTest
  @CsvSource({
    "FIBONACCI_STORE, mysql, 'write h2, postgresql or none'",
    "FIBONACCI_DATABASE_HOST, ' ', FIBONACCI_DATABASE_HOST is not set",
    "FIBONACCI_DATABASE_PORT, 0, write a number from 1 to 65535",
    "FIBONACCI_DATABASE_PORT, 70000, write a number from 1 to 65535",
    "FIBONACCI_DATABASE_SSL_MODE, on, 'write disable, allow, prefer'",
    "FIBONACCI_DATABASE_IAM_REGION, Ireland, 'write the region of the database, like eu-west-1'",
    "FIBONACCI_DATABASE_CERTIFICATE_AUTHORITY, /tmp/ca.pem, 'write the certificates themselves'",
    "FIBONACCI_DATABASE_MAXIMUM_POOL_SIZE, many, write a number from 1 to 1000",
  })
  void aMistakeIsNamedWithWhatToWrite(String name, String value, String message) {
    assertThatThrownBy(() -> postgresql(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(message);
  }

  private static Map<String, Object> postgresql(Map<String, String> settings) {
    var environment = new HashMap<>(Map.of("FIBONACCI_STORE", "postgresql"));
    environment.put("FIBONACCI_DATABASE_HOST", "db");
    environment.putAll(settings);
    return StoreSettings.properties(environment);
  }
}
