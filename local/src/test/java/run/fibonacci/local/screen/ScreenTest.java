package run.fibonacci.local.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import run.fibonacci.local.platform.Event;

final class ScreenTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void aFileGetsALinePerStepWithoutColours() {
    var screen = screen(false);
    screen.show(new Event.Begun("Start etcd"));
    screen.tick();
    screen.show(new Event.Done("Start etcd", Duration.ofMillis(410)));
    screen.show(new Event.Begun("Start PostgreSQL"));
    screen.show(new Event.Broken("Start PostgreSQL", Duration.ofSeconds(12), "no"));
    assertThat(text())
        .matches(" ✓ Start etcd +0\\.4 s\n ✗ Start PostgreSQL +12\\.0 s\n")
        .doesNotContain("\033");
  }

  @Test
  void aFileIsToldOfALongStepEveryTenSeconds() {
    var screen = screen(false);
    screen.show(new Event.Begun("Get Kubernetes"));
    screen.show(new Event.Detail("compiling: 7 packages"));
    for (int tick = 0; tick < 201; tick++) {
      screen.tick();
    }
    assertThat(text())
        .isEqualTo(
            """
             • Get Kubernetes … 10 s compiling: 7 packages
             • Get Kubernetes … 20 s compiling: 7 packages
            """);
  }

  @Test
  void aTerminalSeesTheStepUnderWayOnALineThatIsRewritten() {
    var screen = screen(true);
    screen.show(new Event.Begun("Get Kubernetes"));
    screen.show(new Event.Detail("compiling: 7 packages"));
    screen.tick();
    assertThat(text()).contains("\r\033[K").endsWith("Get Kubernetes … compiling: 7 packages");
    assertThat(text()).doesNotContain("\n");
  }

  @Test
  void aLineThatIsRewrittenFitsATerminal() {
    var screen = screen(true);
    screen.show(new Event.Begun("Get Kubernetes"));
    screen.show(new Event.Detail("long ".repeat(100)));
    bytes.reset();
    screen.tick();
    assertThat(text().replace("\r\033[K", "")).hasSizeLessThanOrEqualTo(79).endsWith("…");
  }

  private Screen screen(boolean terminal) {
    return new Screen(new PrintStream(bytes, true, UTF_8), terminal);
  }

  private String text() {
    return bytes.toString(UTF_8);
  }
}
