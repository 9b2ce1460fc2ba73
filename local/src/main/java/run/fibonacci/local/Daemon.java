package run.fibonacci.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import run.fibonacci.local.platform.Platform;
import run.fibonacci.local.platform.Settings;
import run.fibonacci.local.platform.StepFailed;
import run.fibonacci.local.process.ClassArchive;
import run.fibonacci.local.process.Program;

/// The program in the background that holds the platform until it gets a SIGTERM.
final class Daemon {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  private Daemon() {}

  /// Starts the daemon of a checkout, in a session of its own: what is typed into the terminal does
  /// not reach it.
  static Program launch(Home home) {
    var classPath = System.getProperty("java.class.path");
    var command = new ArrayList<String>();
    command.add("setsid");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (classPath.endsWith("local.jar")) {
      command.addAll(ClassArchive.options(Path.of(classPath).toAbsolutePath()));
    }
    command.addAll(
        List.of(
            "-Djava.io.tmpdir=" + home.temporary(),
            // would leave a file in /tmp when killed
            "-XX:-UsePerfData",
            "-Xmx512m",
            "-Dlogback.configurationFile=" + Fib.LOGGING,
            "-Dfib.log.level=info",
            "-cp",
            classPath,
            Daemon.class.getName(),
            home.checkout().toString()));
    var log = home.logs().resolve("daemon.log");
    return Program.start(
        new Program.Spec("daemon", command, System.getenv(), home.checkout(), log), home.daemon());
  }

  /// @param arguments the checkout
  public static void main(String[] arguments) throws InterruptedException {
    var home = new Home(Path.of(arguments[0]));
    var holder = new Thread(() -> hold(home), "platform");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(holder)));
    holder.start();
    holder.join();
    // libraries may have threads that would keep the program running
    System.exit(0);
  }

  private static void hold(Home home) {
    var settings = new Settings(home.checkout(), home.folder(), System.getenv());
    try (var platform = new Platform(settings, home.processes(), home.events()::add)) {
      platform.start();
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      LOG.info("Ended on request");
    } catch (StepFailed e) {
      LOG.error("Ended as a step did not work", e);
    }
  }

  private static void end(Thread holder) {
    holder.interrupt();
    try {
      holder.join();
    } catch (InterruptedException e) {
      // nobody interrupts a shutdown hook
      Thread.currentThread().interrupt();
    }
  }
}
