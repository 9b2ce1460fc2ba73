package run.fibonacci.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class LoadSettingsTest {

  @Test
  void the_profile_decides_what_is_not_said() {
    var settings = settings("profile", "spike", "url", "http://127.0.0.3:8080");

    assertThat(settings.rate()).isEqualTo(300);
    assertThat(settings.duration()).isEqualTo(Duration.ofMinutes(4));
    assertThat(settings.host()).isEmpty();
  }

  @Test
  void a_rate_and_a_time_of_ones_own_hold() {
    var settings =
        settings("profile", "steady", "url", "http://localhost", "rate", "2.5", "seconds", "7");

    assertThat(settings.rate()).isEqualTo(2.5);
    assertThat(settings.duration()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void other_machines_are_spared_unless_they_are_the_users_own() {
    assertThatThrownBy(() -> settings("url", "http://192.0.2.1"))
        .hasMessage(
            "--url http://192.0.2.1 is not on this machine: add --mine if you may put load on it");
    assertThat(settings("url", "http://192.0.2.1", "mine", "true").url()).hasHost("192.0.2.1");
  }

  @Test
  void what_is_wrong_is_said_with_what_is_right() {
    assertThatThrownBy(() -> settings("profile", "storm"))
        .hasMessage("profile storm is unknown: write one of smoke, steady, spike, soak");
    assertThatThrownBy(() -> settings("url", "127.0.0.1:8080"))
        .hasMessage("--url 127.0.0.1:8080 is not a URL: write one like http://127.0.0.1:8080");
    assertThatThrownBy(() -> settings("url", "http://127.0.0.1", "rate", "many"))
        .hasMessage("--rate many is not a number from 1 to 100000");
  }

  private static LoadSettings settings(String... namesAndValues) {
    var properties = new Properties();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty("load." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return LoadSettings.of(properties);
  }
}
