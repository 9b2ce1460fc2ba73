package run.fibonacci.service.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import run.fibonacci.service.RunningService;
import run.fibonacci.service.page.Browser.Screen;

/// Swagger UI as its visitors see it: below a path, as behind an ingress that serves more.
@ExtendWith(ChromiumCondition.class)
final class DocumentIT {
  private static Browser browser;
  private static RunningService service;

  @BeforeAll
  static void start() {
    browser = new Browser();
    service =
        RunningService.start(
            Map.of("FIBONACCI_DATABASE_NAME", "document"),
            Map.of("micronaut.server.context-path", "/team/fib"));
  }

  @AfterAll
  static void stop() {
    browser.close();
    service.close();
  }

  @AfterEach
  void theBrowserHadNothingToComplainOf() {
    assertThat(browser.complaints()).isEmpty();
  }

  private static Page open() {
    return open(Screen.DESKTOP_LIGHT);
  }

  private static Page open(Screen screen) {
    Page page = browser.visit(screen);
    page.navigate(service.uri() + "/team/fib/");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("All that it can do"))
        .click();
    assertThat(page.locator(".info .title")).containsText("Fibonacci Service");
    return page;
  }

  @Test
  void itShowsEveryOperation() {
    Page page = open();
    assertThat(page.locator("#operations-numbers-number")).containsText("/fibonacci/{n}");
    assertThat(page.locator("#operations-sequence-next")).containsText("/sequence/next");
    Browser.show(page, "swagger-ui");
  }

  @Test
  void onAPhoneItFitsAndAnExampleRuns() {
    Page page = open(Screen.PHONE_LIGHT);
    run(page, "numbers-number", "354224848179261915075");
    assertThat(
            page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        .isEqualTo(0);
    Browser.show(page, "swagger-ui-phone");
  }

  /// What is inside is Swagger UI's own.
  @Test
  void whatIsAroundItKeepsNobodyOut() {
    Page page = open();
    assertThat(new AxeBuilder(page).exclude("#interface").analyze().getViolations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "numbers-number, 354224848179261915075",
    "numbers-range, 34",
    "numbers-indexOf, 100",
    "numbers-indexOfBody, 100",
    "sequence-next, values",
    "sequence-position, next",
  })
  void anExampleRuns(String operation, String answer) {
    Page page = open();
    run(page, operation, answer);
    Browser.show(page, "swagger-ui-" + operation);
  }

  private static void run(Page page, String operation, String answer) {
    Locator block = page.locator("#operations-" + operation);
    block.locator(".opblock-summary-control").click();
    block.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Execute")).click();
    assertThat(block.locator(".live-responses-table tr.response .response-col_status"))
        .hasText("200");
    assertThat(block.locator(".live-responses-table")).containsText(answer);
  }
}
