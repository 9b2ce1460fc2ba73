package run.fibonacci.local;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.io.FileUtils;
import run.fibonacci.local.process.Failure;
import run.fibonacci.local.process.ProcessLedger;

/// The folder `.fib/` of a checkout: the state of the one platform that it can have up.
///
/// @param checkout the root of the project
record Home(Path checkout) {
  Path folder() {
    return checkout.resolve(".fib");
  }

  Path logs() {
    return folder().resolve("log");
  }

  /// Temporary files of the daemon, which go with it.
  Path temporary() {
    return folder().resolve("tmp");
  }

  Path kubeconfig() {
    return folder().resolve("kubeconfig");
  }

  /// An administrator's client; the caller closes it.
  ///
  /// @throws Failure when there is nothing to connect to
  KubernetesClient client() {
    if (Files.notExists(kubeconfig())) {
      throw Failure.of("There is no cluster.", kubeconfig() + " does not exist", "./fib up");
    }
    var config = Config.fromKubeconfig(kubeconfig().toFile());
    // a person is waiting: say soon that nobody answers
    config.setRequestRetryBackoffLimit(1);
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /// What the daemon tells about how it goes.
  EventLog events() {
    return new EventLog(folder().resolve("run/events"));
  }

  /// The daemon that holds the platform. The launcher reads its process id, too.
  ProcessLedger daemon() {
    return new ProcessLedger(folder().resolve("run/daemon"));
  }

  /// The processes that the daemon has started.
  ProcessLedger processes() {
    return new ProcessLedger(folder().resolve("run/processes"));
  }

  boolean isUp() {
    return !daemon().running().isEmpty();
  }

  /// Makes the folder. It holds keys and so is for its owner alone.
  void create() {
    var owner = PosixFilePermissions.fromString("rwx------");
    try {
      if (Files.notExists(folder())) {
        Files.createDirectory(folder(), PosixFilePermissions.asFileAttribute(owner));
      }
      Files.createDirectories(temporary());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make " + folder(), e);
    }
  }

  /// Keeps other commands in this checkout from starting or stopping things until it is closed. The
  /// lock is on the launcher, a file that is always there.
  FileChannel lock() {
    try {
      var channel = FileChannel.open(checkout.resolve("fib"), StandardOpenOption.WRITE);
      channel.lock();
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lock " + checkout.resolve("fib"), e);
    }
  }

  /// Deletes everything.
  void delete() {
    delete(folder());
  }

  /// Deletes everything but the logs, which tell why something did not work.
  void deleteAllButLogs() {
    try (var files = Files.list(folder())) {
      files.filter(file -> !file.equals(logs())).forEach(Home::delete);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + folder(), e);
    }
  }

  private static void delete(Path file) {
    try {
      FileUtils.forceDelete(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + file, e);
    }
  }
}
