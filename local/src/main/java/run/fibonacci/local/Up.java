package run.fibonacci.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import run.fibonacci.local.platform.Event;
import run.fibonacci.local.screen.Screen;

/// Starts the daemon and shows how the platform comes up, until it is up or a step did not work.
/// When it is broken off before that, or does not work, nothing is left running.
final class Up {
  private static final Duration TICK = Duration.ofMillis(100);
  private static final int BROKEN_OFF = 130;

  private final Home home;
  private final Screen screen;
  private final PrintStream out;
  private final Down down;
  private final Instant start = Instant.now();
  private volatile boolean unfinished;
  private volatile boolean brokenOff;

  /// @param out gets the URL and nothing else
  Up(Home home, Screen screen, PrintStream out) {
    this.home = home;
    this.screen = screen;
    this.out = out;
    this.down = new Down(home, screen);
  }

  /// Returns the exit code.
  int run() throws IOException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::breakOff));
    launch();
    return follow();
  }

  /// Starts the daemon unless it runs. What a killed one has left is removed first.
  private synchronized void launch() throws IOException {
    try (var _ = home.lock()) {
      if (brokenOff || home.isUp()) {
        screen.say("Already running");
        return;
      }
      screen.say("Starting Fibonacci on this machine");
      if (Files.exists(home.folder())) {
        down.stop();
        home.delete();
      }
      home.create();
      unfinished = true;
      Daemon.launch(home);
    }
  }

  /// What happens on Ctrl-C, and at the end of this JVM in general.
  private synchronized void breakOff() {
    if (unfinished) {
      brokenOff = true;
      screen.say("Broken off: stopping what was started");
      down.stop();
      home.delete();
    }
  }

  private int follow() throws InterruptedException {
    var url = home.events().url();
    if (url.isPresent()) {
      return succeed(url.get());
    }
    for (int shown = 0; !brokenOff; Thread.sleep(TICK)) {
      // asked before its last words are read
      var ended = !home.isUp();
      var events = home.events().read();
      events.subList(shown, events.size()).forEach(screen::show);
      shown = events.size();
      screen.tick();
      url = home.events().url();
      if (url.isPresent()) {
        screen.say(String.format(Locale.ROOT, "Ready in %.1f s", seconds()));
        return succeed(url.get());
      }
      if (ended) {
        return fail(events);
      }
    }
    return BROKEN_OFF;
  }

  private double seconds() {
    return Duration.between(start, Instant.now()).toMillis() / 1000.0;
  }

  private int succeed(String url) {
    unfinished = false;
    var examples =
        """
        Try:
          curl %1$s/fibonacci/100
          curl -X POST -H 'Session-Key: me' %1$s/sequence/next
          kubectl --kubeconfig %2$s get fib
          ./fib status    ./fib logs operator -f    ./fib down
        """;
    screen.say(examples.formatted(url, home.kubeconfig()));
    out.println("URL: " + url);
    return 0;
  }

  private synchronized int fail(List<Event> events) {
    if (brokenOff) {
      return BROKEN_OFF;
    }
    unfinished = false;
    down.stop();
    home.deleteAllButLogs();
    var why = events.stream().flatMap(Up::reason).findFirst();
    screen.say("Error: " + why.orElse("the daemon ended without a word."));
    screen.say("All logs: " + home.logs());
    screen.say("Everything that was started has been stopped.");
    return 1;
  }

  private static Stream<String> reason(Event event) {
    return event instanceof Event.Broken(var _, var _, var why) ? Stream.of(why) : Stream.empty();
  }
}
