package run.fibonacci.service.signon.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SealTest {
  private static final Duration LIFE = Duration.ofMinutes(1);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final Seal seal = new Seal("secret", "purpose", "issuer", clock);
  private final String sealed = seal.seal(Map.of("user", "Zoë Lovelace"), LIFE);

  @Test
  void whatIsSealedOpensAndCannotBeRead() {
    assertThat(seal.open(sealed).orElseThrow().getClaim("user")).isEqualTo("Zoë Lovelace");
    assertThat(parts(sealed)).allSatisfy(part -> assertThat(part).doesNotContain("Lovelace"));
    assertThat(seal.seal(Map.of("user", "Zoë Lovelace"), LIFE)).isNotEqualTo(sealed);
  }

  @Test
  void itsTimeEnds() {
    now = now.plus(LIFE).minusSeconds(1);
    assertThat(seal.open(sealed)).isPresent();
    now = now.plusSeconds(1);
    assertThat(seal.open(sealed)).isEmpty();
  }

  @Test
  void anotherSecretPurposeOrIssuerDoesNotOpenIt() {
    assertThat(new Seal("other", "purpose", "issuer", clock).open(sealed)).isEmpty();
    assertThat(new Seal("secret", "other", "issuer", clock).open(sealed)).isEmpty();
    assertThat(new Seal("secret", "purpose", "other", clock).open(sealed)).isEmpty();
    assertThat(new Seal("secret", "purpose", "issuer", clock).open(sealed)).isPresent();
  }

  @Test
  void whatWasChangedDoesNotOpen() {
    for (int i = 0; i < sealed.length(); i += 5) {
      var changed = new StringBuilder(sealed);
      // 'B' would not do: it differs from 'A' in bits that the last character of a part may not
      // use.
      changed.setCharAt(i, sealed.charAt(i) == 'A' ? 'Q' : 'A');
      assertThat(seal.open(changed.toString())).as(changed.toString()).isEmpty();
    }
    assertThat(seal.open("")).isEmpty();
    assertThat(seal.open("....")).isEmpty();
  }

  private static Stream<String> parts(String token) {
    return Arrays.stream(token.split("\\."))
        .map(Base64.getUrlDecoder()::decode)
        .map(bytes -> new String(bytes, UTF_8));
  }
}
