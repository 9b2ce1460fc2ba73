package run.fibonacci.service.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import run.fibonacci.service.RunningService;
import run.fibonacci.service.page.Browser.Screen;

/// The page as its visitors see it, without sign-on.
@ExtendWith(ChromiumCondition.class)
final class PageIT {
  private static Browser browser;
  private static RunningService service;

  @BeforeAll
  static void start() {
    browser = new Browser();
    service = RunningService.start(Map.of("FIBONACCI_DATABASE_NAME", "page")).awaitReady();
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

  @Test
  void anIndexGivesItsNumber() {
    Page page = open("");
    page.getByLabel("Index", exactly()).fill("100");
    button(page, "Compute").click();
    assertThat(page.locator("#value")).hasText("354224848179261915075");
    assertThat(page.locator(".caption")).containsText("F(100)");
    assertThat(page.locator(".caption")).containsText("21 digits");
    assertThat(page.locator("#timing")).hasText(Pattern.compile("Answered in [0-9.]+ m?s.*"));
    assertThat(page.locator("#growth svg")).containsText("21 digits");
    assertThat(page).hasURL(Pattern.compile("#100$"));
  }

  @Test
  void theKeyboardIsEnough() {
    Page page = open("");
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    assertThat(page.getByLabel("Index", exactly())).isFocused();
    page.keyboard().type("7");
    page.keyboard().press("Enter");
    assertThat(page.locator("#value")).hasText("13");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("#value")).hasText("21");
  }

  @Test
  void neighboursAreOneStepAwayAlsoBelowZero() {
    Page page = open("#0");
    assertThat(page.locator("#value")).hasText("0");
    button(page, "Previous index").click();
    button(page, "Previous index").click();
    assertThat(page.locator("#value")).hasText("-1");
    assertThat(page.locator("#name")).hasText("F(−2)");
    button(page, "Following index").click();
    assertThat(page.locator("#value")).hasText("1");
  }

  @Test
  void aNumberCanBeLinkedToAndGoneBackTo() {
    Page page = open("#30");
    assertThat(page.locator("#value")).hasText("832040");
    page.getByRole(AriaRole.LINK, named("1,000")).click();
    assertThat(page.locator(".caption")).containsText("209 digits");
    page.goBack();
    assertThat(page.locator("#value")).hasText("832040");
  }

  @Test
  void whatPeoplePasteIsUnderstood() {
    Page page = open("");
    page.getByLabel("Index", exactly()).fill(" −1 0 ");
    page.keyboard().press("Enter");
    assertThat(page.locator("#value")).hasText("-55");
  }

  @Test
  void aHugeNumberIsShortenedButCopiedAndDownloadedWhole() throws IOException {
    Page page = open("");
    page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    page.getByLabel("Index", exactly()).fill("1,000,000");
    button(page, "Compute").click();
    assertThat(page.locator(".caption")).containsText("208,988 digits");
    assertThat(page.locator("#value")).containsText("195328212870775");
    assertThat(page.locator("#value")).containsText("208,748 digits left out here");
    assertThat(page.locator("#value")).containsText(Pattern.compile("68996526838242546875$"));

    button(page, "Copy").click();
    assertThat(button(page, "Copied")).isVisible();
    String whole = service.get("/fibonacci/1000000", "Accept", "text/plain").body();
    assertThat(page.evaluate("navigator.clipboard.readText()").equals(whole)).isTrue();

    var download = page.waitForDownload(() -> page.locator("#download").click());
    assertThat(download.suggestedFilename()).isEqualTo("fibonacci-1000000.txt");
    assertThat(Files.readString(download.path()).equals(whole)).isTrue();
  }

  @Test
  void whatGoesWrongIsSaidInWords() {
    Page page = open("");
    Locator alert = page.locator("#number-error");
    button(page, "Compute").click();
    assertThat(alert).hasText("Type an index first: a whole number, like 100.");
    page.getByLabel("Index", exactly()).fill("ten");
    page.keyboard().press("Enter");
    assertThat(alert).containsText("\"ten\" is not an integer");
    page.getByLabel("Index", exactly()).fill("10000001");
    page.keyboard().press("Enter");
    assertThat(alert).containsText("this service computes F(-10000000) to F(10000000)");
    page.context().setOffline(true);
    page.getByLabel("Index", exactly()).fill("77");
    page.keyboard().press("Enter");
    assertThat(alert).containsText("The service cannot be reached.");
    page.context().setOffline(false);
    page.keyboard().press("Enter");
    assertThat(page.locator("#value")).hasText("5527939700884757");
    assertThat(alert).isHidden();
  }

  @Test
  void aSequenceIsTakenAndBeginsAgain() {
    Page page = open("");
    Locator entries = page.locator("#history li");
    button(page, "Next number").click();
    assertThat(entries).hasText(new String[] {"F(0)0"});
    button(page, "Next number").click();
    assertThat(entries).hasCount(2);
    page.getByLabel("Or take").fill("6");
    page.keyboard().press("Enter");
    assertThat(entries).hasCount(8);
    assertThat(entries.first()).hasText("F(7)13");
    assertThat(page.locator("#position")).hasText("You have taken 8 numbers. Next comes F(8).");

    page.reload();
    assertThat(page.locator("#position")).hasText("You have taken 8 numbers. Next comes F(8).");
    button(page, "Next number").click();
    assertThat(entries.first()).hasText("F(8)21");

    button(page, "Start over").click();
    page.keyboard().press("Escape");
    assertThat(entries).hasCount(1);
    button(page, "Start over").click();
    page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, inDialog("Start over")).click();
    assertThat(page.locator("#position")).containsText("It begins with F(0)");
    button(page, "Next number").click();
    assertThat(entries).hasText(new String[] {"F(0)0"});
  }

  @Test
  void anAnswerThatIsLostOnTheWayLosesNoNumber() {
    Page page = open("");
    button(page, "Next number").click();
    assertThat(page.locator("#history li")).hasCount(1);
    page.route(
        "**/sequence/next*",
        route -> {
          route.fetch();
          route.abort();
        });
    button(page, "Next number").click();
    assertThat(page.locator("#sequence-error")).containsText("The service cannot be reached.");
    page.unroute("**/sequence/next*");
    button(page, "Next number").click();
    assertThat(page.locator("#history li").first()).hasText("F(1)1");
    assertThat(page.locator("#sequence-error")).isHidden();
  }

  @Test
  void aCountBeyondTheLimitIsToldTheLimit() {
    Page page = open("");
    page.getByLabel("Or take").fill("1001");
    button(page, "at once").click();
    assertThat(page.locator("#sequence-error"))
        .hasText("Write how many: a number from 1 to 1,000.");
  }

  @Test
  void aNumberThatWasTakenIsALinkToItself() {
    Page page = open("");
    button(page, "Next number").click();
    page.locator("#history a").click();
    assertThat(page.locator("#name")).hasText("F(0)");
  }

  @Test
  void aServiceWithoutADatabaseSaysSo() {
    try (var plain = RunningService.start(Map.of("FIBONACCI_STORE", "none"))) {
      Page page = browser.visit(Screen.DESKTOP_LIGHT);
      page.navigate(plain.uri() + "/");
      assertThat(page.locator("#position")).containsText("it keeps no sequences");
      assertThat(button(page, "Next number")).isHidden();
    }
  }

  @Test
  void belowAPathItWorksTheSame() {
    try (var below =
        RunningService.start(
            Map.of("FIBONACCI_DATABASE_NAME", "page-below"),
            Map.of("micronaut.server.context-path", "/team/fib"))) {
      Page page = browser.visit(Screen.DESKTOP_LIGHT);
      page.navigate(below.uri() + "/team/fib#10");
      assertThat(page.locator("#value")).hasText("55");
      button(page, "Next number").click();
      assertThat(page.locator("#history li")).hasText(new String[] {"F(0)0"});
      assertThat(page.locator("#curl")).containsText("/team/fib/fibonacci/100");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everybodyCanUseItOnEveryScreen(Screen screen) {
    Page page = browser.visit(screen);
    page.navigate(service.uri() + "/");
    assertThat(page.locator("#bounds")).hasText("From −10,000,000 to 10,000,000.");
    expectFine(page, screen + "-empty");

    page.getByLabel("Index", exactly()).fill("100");
    page.keyboard().press("Enter");
    assertThat(page.locator("#value")).hasText("354224848179261915075");
    page.getByLabel("Or take").fill("12");
    button(page, "at once").click();
    assertThat(page.locator("#history li")).hasCount(12);
    expectFine(page, screen + "-result");

    page.getByLabel("Index", exactly()).fill("1000000");
    page.keyboard().press("Enter");
    assertThat(page.locator(".caption")).containsText("208,988 digits");
    expectFine(page, screen + "-huge");

    page.getByLabel("Index", exactly()).fill("99999999999");
    page.keyboard().press("Enter");
    assertThat(page.locator("#number-error")).isVisible();
    button(page, "Start over").click();
    expectFine(page, screen + "-error");
  }

  private static void expectFine(Page page, String name) {
    Browser.show(page, name.toLowerCase(Locale.ROOT).replace('_', '-'));
    Browser.expectAccessible(page);
    Object overflow =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(overflow).as("pixels that are off the screen").isEqualTo(0);
  }

  private static Page open(String fragment) {
    Page page = browser.visit(Screen.DESKTOP_LIGHT);
    page.navigate(service.uri() + "/" + fragment);
    assertThat(page.locator("#bounds")).not().isEmpty();
    return page;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator.GetByRoleOptions inDialog(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
