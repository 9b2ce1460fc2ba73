package run.fibonacci.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Chromium, and what it complained about. Screenshots go to `target/screenshots`, for eyes to see.
final class Browser implements AutoCloseable {
  private static final int PATIENCE = 60_000;

  /// What a visitor sees the page on.
  enum Screen {
    DESKTOP_LIGHT(1280, 900, ColorScheme.LIGHT),
    DESKTOP_DARK(1280, 900, ColorScheme.DARK),
    PHONE_LIGHT(390, 844, ColorScheme.LIGHT),
    PHONE_DARK(390, 844, ColorScheme.DARK);

    private final int width;
    private final int height;
    private final ColorScheme colors;

    Screen(int width, int height, ColorScheme colors) {
      this.width = width;
      this.height = height;
      this.colors = colors;
    }
  }

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final com.microsoft.playwright.Browser chromium =
      playwright
          .chromium()
          .launch(
              new LaunchOptions()
                  .setExecutablePath(ChromiumCondition.executable().orElseThrow())
                  // Root, as in a container, has no other way.
                  .setArgs(List.of("--no-sandbox")));
  private final List<String> complaints = new ArrayList<>();

  Browser() {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
  }

  /// A new visitor, with no cookies.
  Page visit(Screen screen) {
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(screen.width, screen.height)
                .setColorScheme(screen.colors)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setHasTouch(screen.width < 600));
    context.setDefaultTimeout(PATIENCE);
    Page page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      // That a request was refused is the page's to say, and the browser's to note.
      if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
        complaints.add(message.text());
      }
    });
    return page;
  }

  /// What the browser refused or failed to do, like something that the page's policy forbids.
  List<String> complaints() {
    return complaints;
  }

  /// Finds nothing that keeps people with disabilities out (WCAG 2.2 AA and best practices).
  static void expectAccessible(Page page) {
    assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
  }

  static void show(Page page, String name) {
    page.screenshot(
        new ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
  }

  @Override
  public void close() {
    playwright.close();
  }
}
