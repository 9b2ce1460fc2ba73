package run.fibonacci.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandTest {
  @Test
  void eachWordIsACommand() throws Exception {
    assertThat(parse("up")).isEqualTo(new Command.Up());
    assertThat(parse("status")).isEqualTo(new Command.Status());
    assertThat(parse("kubeconfig")).isEqualTo(new Command.Kubeconfig());
    assertThat(parse("down")).isEqualTo(new Command.Down());
    assertThat(parse("--help")).isEqualTo(new Command.Help());
  }

  @Test
  void noWordAsksForHelp() throws Exception {
    assertThat(parse()).isEqualTo(new Command.Help());
  }

  @Test
  void logsAreThoseOfTheOperatorUnlessNamed() throws Exception {
    assertThat(parse("logs")).isEqualTo(new Command.Logs("operator", false));
    assertThat(parse("logs", "etcd")).isEqualTo(new Command.Logs("etcd", false));
    assertThat(parse("logs", "-f", "etcd")).isEqualTo(new Command.Logs("etcd", true));
    assertThat(parse("logs", "etcd", "--follow")).isEqualTo(new Command.Logs("etcd", true));
  }

  @Test
  void anUnknownWordIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> parse("start"))
        .hasMessage(
            "command \"start\" is unknown: write up, status, logs, kubeconfig, down or help");
  }

  @Test
  void whatIsTooMuchIsNamed() {
    assertThatThrownBy(() -> parse("up", "now")).hasMessageContaining("\"now\" is too much");
    assertThatThrownBy(() -> parse("logs", "-x")).hasMessageContaining("\"-x\" is too much");
    assertThatThrownBy(() -> parse("logs", "a", "b")).hasMessageContaining("\"b\" is too much");
  }

  private static Command parse(String... arguments) throws Command.Misunderstood {
    return Command.parse(List.of(arguments));
  }
}
