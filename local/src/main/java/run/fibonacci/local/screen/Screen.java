package run.fibonacci.local.screen;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import run.fibonacci.local.platform.Event;

/// Shows how the platform comes up: a line per step, which is rewritten on a terminal while the
/// step is under way.
public final class Screen {
  private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
  private static final int TITLE_WIDTH = 64;
  private static final int WIDTH = 79;
  private static final int TICKS_PER_SECOND = 10;
  private static final int LONG_TICKS = 3 * TICKS_PER_SECOND;
  private static final int QUIET_TICKS = 10 * TICKS_PER_SECOND;

  private final PrintStream out;
  private final boolean terminal;
  private String title = "";
  private String detail = "";
  private int ticks;

  /// @param terminal whether lines can be rewritten and colours are wanted
  public Screen(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  public void show(Event event) {
    switch (event) {
      case Event.Begun(var begun) -> begin(begun);
      case Event.Detail(var text) -> detail = text;
      case Event.Done(var done, var took) -> end(green("✓"), done, took);
      case Event.Broken(var broken, var took, var _) -> end(red("✗"), broken, took);
      case Event.Listening _, Event.Ready _ -> {}
    }
  }

  private void begin(String begun) {
    title = begun;
    detail = "";
    ticks = 0;
    tick();
  }

  /// To be called ten times a second, for what moves.
  public void tick() {
    if (title.isEmpty()) {
      return;
    }
    var text =
        title + " … " + (ticks < LONG_TICKS ? "" : ticks / TICKS_PER_SECOND + " s ") + detail;
    if (terminal) {
      rewrite(" " + SPINNER[ticks % SPINNER.length] + " " + shortened(text.stripTrailing()));
    } else if (ticks > 0 && ticks % QUIET_TICKS == 0) {
      // a log should show that a long step is alive, and not grow by it
      out.println(" • " + text.stripTrailing());
    }
    ticks++;
  }

  private static String shortened(String text) {
    return text.length() <= WIDTH - 3 ? text : text.substring(0, WIDTH - 4) + "…";
  }

  private void end(String mark, String ended, Duration took) {
    title = "";
    var seconds = took.toMillis() / 1000.0;
    rewrite("");
    out.println(
        String.format(Locale.ROOT, " %s %-" + TITLE_WIDTH + "s%7.1f s", mark, ended, seconds));
  }

  /// Says something between the steps.
  public void say(String text) {
    rewrite("");
    out.println(text);
  }

  private void rewrite(String text) {
    if (terminal) {
      out.print("\r\033[K" + text);
      out.flush();
    }
  }

  private String green(String text) {
    return terminal ? "\033[32m" + text + "\033[0m" : text;
  }

  private String red(String text) {
    return terminal ? "\033[31m" + text + "\033[0m" : text;
  }
}
