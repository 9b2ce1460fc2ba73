package run.fibonacci.local;

import java.util.ArrayList;
import java.util.List;

/// What a person can ask `./fib` to do.
sealed interface Command {
  String HELP =
      """
      Fibonacci on this machine: a real Kubernetes API, the operator, PostgreSQL and pods as processes.

        ./fib up                        start everything; returns when it answers
        ./fib status                    what runs where
        ./fib logs [NAME] [-f]          the log of a pod or of a part; default: operator. -f follows
        ./fib kubeconfig                the path of the kubeconfig, for kubectl
        ./fib down                      stop everything and leave nothing behind
        ./fib help                      this text

      State is in .fib/ of the checkout, Kubernetes' executables are kept in ~/.cache/fibonacci/.
      FIB_KUBERNETES_BIN=FOLDER uses executables of your own.
      """;

  /// Start everything.
  record Up() implements Command {}

  /// Show what runs.
  record Status() implements Command {}

  /// Print a log, and go on printing it where it is followed.
  record Logs(String name, boolean follow) implements Command {}

  /// Print the path of the kubeconfig.
  record Kubeconfig() implements Command {}

  /// Stop everything.
  record Down() implements Command {}

  /// Print [#HELP].
  record Help() implements Command {}

  /// Arguments that are not understood, with what to write instead.
  final class Misunderstood extends Exception {
    private static final long serialVersionUID = 1L;

    Misunderstood(String message) {
      super(message);
    }
  }

  /// Reads the arguments of the command line. None at all asks for help.
  static Command parse(List<String> arguments) throws Misunderstood {
    var rest = new ArrayList<>(arguments);
    var word = rest.isEmpty() ? "help" : rest.removeFirst();
    return switch (word) {
      case "up" -> alone(new Up(), word, rest);
      case "status" -> alone(new Status(), word, rest);
      case "logs" -> logs(rest);
      case "kubeconfig" -> alone(new Kubeconfig(), word, rest);
      case "down" -> alone(new Down(), word, rest);
      case "help", "-h", "--help" -> new Help();
      default ->
          throw new Misunderstood(
              "command \""
                  + word
                  + "\" is unknown: write up, status, logs, kubeconfig, down or help");
    };
  }

  private static Command alone(Command command, String word, List<String> rest)
      throws Misunderstood {
    if (!rest.isEmpty()) {
      throw new Misunderstood(
          "\"%s\" is too much: ./fib %s takes no arguments".formatted(rest.getFirst(), word));
    }
    return command;
  }

  private static Command logs(List<String> rest) throws Misunderstood {
    var follow = rest.removeAll(List.of("-f", "--follow"));
    var name = rest.isEmpty() ? "operator" : rest.removeFirst();
    if (name.startsWith("-") || !rest.isEmpty()) {
      var extra = name.startsWith("-") ? name : rest.getFirst();
      throw new Misunderstood("\"" + extra + "\" is too much: write ./fib logs [NAME] [-f]");
    }
    return new Logs(name, follow);
  }
}
