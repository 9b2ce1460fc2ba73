package run.fibonacci.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import run.fibonacci.local.process.Failure;
import run.fibonacci.local.screen.Screen;

/// The command line. Results go to standard output, everything else to standard error. The exit
/// code is 0, or 1 when something did not work, or 2 when the command is not understood.
public final class Fib {
  /// How the command line and the daemon log.
  static final String LOGGING = "run/fibonacci/local/logback.xml";

  private static final int NOT_UNDERSTOOD = 2;

  private final Home home;
  private final PrintStream out = utf8(FileDescriptor.out);
  private final PrintStream err = utf8(FileDescriptor.err);
  private final Screen screen;

  private Fib(Home home, boolean terminal) {
    this.home = home;
    this.screen = new Screen(err, terminal);
  }

  /// The launcher passes the root of the project as `fib.checkout`, and as `fib.terminal` whether
  /// progress is shown on a terminal that wants colours.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.setProperty("logback.configurationFile", LOGGING);
    var checkout = Path.of(System.getProperty("fib.checkout", "")).toAbsolutePath();
    var fib = new Fib(new Home(checkout), Boolean.getBoolean("fib.terminal"));
    System.exit(fib.run(List.of(arguments)));
  }

  private static PrintStream utf8(FileDescriptor file) {
    return new PrintStream(new FileOutputStream(file), true, UTF_8);
  }

  private int run(List<String> arguments) throws IOException, InterruptedException {
    try {
      return run(Command.parse(arguments));
    } catch (Command.Misunderstood e) {
      err.println(e.getMessage());
      return NOT_UNDERSTOOD;
    } catch (Failure e) {
      err.println("Error: " + e.getMessage());
      return 1;
    } catch (KubernetesClientException e) {
      err.println("Error: the API server does not answer as it should: " + e.getMessage());
      return 1;
    }
  }

  private int run(Command command) throws IOException, InterruptedException {
    switch (command) {
      case Command.Up _ -> {
        return new Up(home, screen, out).run();
      }
      case Command.Down _ -> new Down(home, screen).run();
      case Command.Help _ -> out.print(Command.HELP);
      case Command.Status _ -> status();
      case Command.Logs logs -> new Logs(home, out).print(logs);
      case Command.Kubeconfig _ -> out.println(requireUp().kubeconfig());
    }
    return 0;
  }

  private void status() {
    out.println(Status.components(requireUp()));
    try (var client = home.client()) {
      out.println(Status.services(client));
      out.println(Status.pods(client));
    }
    home.events().url().ifPresent(url -> out.println("URL: " + url));
  }

  private Home requireUp() {
    if (!home.isUp()) {
      throw Failure.of("Nothing is up.", "no daemon of this checkout runs", "./fib up");
    }
    return home;
  }
}
