package run.fibonacci.local;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import run.fibonacci.local.platform.Event;
import run.fibonacci.local.screen.Screen;

/// Ends everything that is up, also what a killed daemon has left behind.
final class Down {
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final Duration LEFTOVER_GRACE = Duration.ofSeconds(10);
  private static final String TITLE = "Stop everything";

  private final Home home;
  private final Screen screen;

  Down(Home home, Screen screen) {
    this.home = home;
    this.screen = screen;
  }

  void run() throws IOException {
    try (var _ = home.lock()) {
      if (Files.notExists(home.folder())) {
        screen.say("Nothing is up.");
        return;
      }
      screen.show(new Event.Begun(TITLE));
      var start = Instant.now();
      stop();
      home.delete();
      screen.show(new Event.Done(TITLE, Duration.between(start, Instant.now())));
    }
  }

  /// Ends the daemon, which ends everything else, and then what a killed one has left.
  void stop() {
    home.daemon().stopAll(GRACE);
    home.processes().stopAll(LEFTOVER_GRACE);
  }
}
