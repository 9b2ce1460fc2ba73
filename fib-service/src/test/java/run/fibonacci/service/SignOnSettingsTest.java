package run.fibonacci.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SignOnSettingsTest {
  private static final String PREFIX = "FIBONACCI_AUTHENTICATION_";

  @Test
  void withoutAnIssuerThereIsNoSignOn() {
    assertThat(SignOnSettings.of(Map.of())).isEmpty();
    assertThat(SignOnSettings.of(Map.of(PREFIX + "CLIENT_ID", "page"))).isEmpty();
    assertThat(SignOnSettings.properties(SignOnSettings.of(Map.of()))).isEmpty();
  }

  @Test
  void anIssuerAndAnAudienceAreEnoughForTokens() {
    SignOnSettings settings = settings(Map.of(PREFIX + "AUDIENCE", "api"));
    assertThat(settings.issuer()).isEqualTo("https://id.example.com/realms/fib");
    assertThat(settings.audience()).isEqualTo("api");
    assertThat(settings.userClaim()).isEqualTo("sub");
    assertThat(settings.anonymous()).isFalse();
    assertThat(settings.client()).isEmpty();
  }

  @Test
  void aClientSignsInOnThePageAndStandsForTheAudience() {
    SignOnSettings settings =
        settings(
            Map.of(
                PREFIX + "CLIENT_ID", "page",
                PREFIX + "CLIENT_SECRET", "secret",
                PREFIX + "USER_CLAIM", "email",
                PREFIX + "ANONYMOUS", "allow"));
    assertThat(settings.audience()).isEqualTo("page");
    assertThat(settings.userClaim()).isEqualTo("email");
    assertThat(settings.anonymous()).isTrue();
    assertThat(settings.client().orElseThrow().secret()).hasValue("secret");
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @Test
  void aPublicClientNeedsAKeyForItsCookies() {
    SignOnSettings settings =
        settings(Map.of(PREFIX + "CLIENT_ID", "page", PREFIX + "COOKIE_KEY", "k".repeat(32)));
    assertThat(settings.client().orElseThrow().secret()).isEmpty();
    assertThat(settings.client().orElseThrow().cookieKey()).isEqualTo("k".repeat(32));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080/fib",
        "http://127.0.0.1:8080",
        "http://keycloak.auth.svc/realms/fib",
        "http://keycloak.auth.svc.cluster.local:8080",
        "https://id.example.com"
      })
  void plainHttpIsForIssuersThatNobodyElseCanBe(String issuer) {
    assertThat(settings(Map.of(PREFIX + "ISSUER", issuer, PREFIX + "AUDIENCE", "api")).issuer())
        .isEqualTo(issuer);
  }

  @ParameterizedTest
  @CsvSource({
    "ISSUER, http://id.example.com, write the issuer's https URL",
    "ISSUER, id.example.com, write the issuer's https URL",
    "ISSUER, https://id.example.com?a=b, write the issuer's https URL",
    "ISSUER, http://localhost.example.com, write the issuer's https URL",
    "ISSUER, https:// id, write the issuer's https URL",
    "AUDIENCE, ' ', FIBONACCI_AUTHENTICATION_AUDIENCE is not set",
    "ANONYMOUS, yes, write allow or refuse",
    "CLIENT_ID, page, FIBONACCI_AUTHENTICATION_CLIENT_SECRET is not set",
  })
  void aMistakeIsNamedWithWhatToWrite(String name, String value, String message) {
    var variables = new HashMap<>(Map.of(PREFIX + "AUDIENCE", "api"));
    variables.put(PREFIX + name, value);
    assertThatThrownBy(() -> settings(variables))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aShortCookieKeyIsRefused() {
    assertThatThrownBy(
            () -> settings(Map.of(PREFIX + "CLIENT_ID", "page", PREFIX + "COOKIE_KEY", "short")))
        .hasMessage(
            "FIBONACCI_AUTHENTICATION_COOKIE_KEY has 5 characters: write at least 32 random ones");
  }

  private static SignOnSettings settings(Map<String, String> variables) {
    var environment = new HashMap<>(Map.of(PREFIX + "ISSUER", "https://id.example.com/realms/fib"));
    environment.putAll(variables);
    return SignOnSettings.of(environment).orElseThrow();
  }
}
