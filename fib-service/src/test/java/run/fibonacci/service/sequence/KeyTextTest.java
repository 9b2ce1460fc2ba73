package run.fibonacci.service.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyTextTest {
  @Test
  void aKeyIsTakenAsItIs() {
    assertThat(KeyText.check("the key", " Zoë's key ")).isEqualTo(" Zoë's key ");
  }

  @Test
  void anEmptyKeyIsRefused() {
    assertThatThrownBy(() -> KeyText.check("the key", ""))
        .hasMessageStartingWith("the key is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\tb", "a\nb", "\u0000", "a\u007f", "\u0085"})
  void aControlCharacterIsRefused(String key) {
    assertThatThrownBy(() -> KeyText.check("the key", key))
        .hasMessage("the key has a control character: use printable ones");
  }

  @Test
  void digestsDifferWhenTheirWordsDo() {
    assertThat(Digest.of("a", "b")).isEqualTo(Digest.of("a", "b")).isNotEqualTo(Digest.of("ab"));
    assertThat(Digest.of("a", "b")).isNotEqualTo(Digest.of("ab", ""));
    assertThat(Digest.of("session-key", "secret").toString()).doesNotContain("secret").hasSize(64);
  }
}
