package run.fibonacci.service.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import run.fibonacci.service.RunningService;
import run.fibonacci.service.page.Browser.Screen;
import run.fibonacci.service.signon.OidcServer;

/// Signing in and out on the page, at an issuer that asks who one is.
@ExtendWith(ChromiumCondition.class)
final class SignInIT {
  private static Browser browser;
  private static OidcServer issuer;
  private static RunningService service;

  @BeforeAll
  static void start() {
    browser = new Browser();
    issuer = OidcServer.asking();
    service = RunningService.start(issuer.pageEnvironment());
  }

  @AfterAll
  static void stop() {
    browser.close();
    service.close();
    issuer.close();
  }

  @AfterEach
  void theBrowserHadNothingToComplainOf() {
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aUserSignsInTakesNumbersOnTwoDevicesAndSignsOut() {
    Page desktop = open(service, Screen.DESKTOP_LIGHT);
    assertThat(desktop.locator("#position")).containsText("Sign in to have a sequence");
    Browser.show(desktop, "signed-out");
    Browser.expectAccessible(desktop);
    signIn(desktop, "ada@example.com");
    assertThat(desktop.locator(".user")).hasText("ada@example.com");
    button(desktop, "Next number").click();
    assertThat(desktop.locator("#history li").first()).hasText("F(0)0");
    Browser.show(desktop, "signed-in");
    Browser.expectAccessible(desktop);

    Page phone = open(service, Screen.PHONE_DARK);
    signIn(phone, "ada@example.com");
    button(phone, "Next number").click();
    assertThat(phone.locator("#history li").first()).hasText("F(1)1");
    Browser.show(phone, "signed-in-phone");
    Browser.expectAccessible(phone);

    Cookie session =
        phone.context().cookies().stream()
            .filter(cookie -> cookie.name.equals("signed-in"))
            .findFirst()
            .orElseThrow();
    assertThat(session.httpOnly).isTrue();
    assertThat(session.sameSite).isEqualTo(SameSiteAttribute.STRICT);

    phone.waitForRequest(
        request -> request.url().startsWith(issuer.issuer() + "/endsession"),
        () -> button(phone, "Sign out").click());
    assertThat(phone.locator("#account")).hasText("Sign in");
    assertThat(phone).hasURL(service.uri() + "/");
    assertThat(phone.context().cookies()).noneMatch(cookie -> cookie.name.equals("signed-in"));
  }

  @Test
  void whereAnonymousUseIsAllowedASignInIsAnOffer() {
    Map<String, String> environment = new HashMap<>(issuer.pageEnvironment());
    environment.put("FIBONACCI_AUTHENTICATION_ANONYMOUS", "allow");
    environment.put("FIBONACCI_DATABASE_NAME", "sign-in-is-an-offer");
    try (var open = RunningService.start(environment)) {
      Page page = open(open, Screen.DESKTOP_LIGHT);
      button(page, "Next number").click();
      button(page, "Next number").click();
      assertThat(page.locator("#history li").first()).hasText("F(1)1");
      signIn(page, "grace");
      button(page, "Next number").click();
      assertThat(page.locator("#history li")).hasText(new String[] {"F(0)0"});
    }
  }

  @Test
  void anIssuerThatIsAwayIsToldInWordsAndNumbersGoOn() {
    try (var away = OidcServer.away();
        var lonely = RunningService.start(away.pageEnvironment())) {
      Page page = open(lonely, Screen.DESKTOP_LIGHT);
      page.locator("#account a").click();
      assertThat(page.locator("#notice"))
          .hasText("The sign-in service does not answer. Try again in a moment.");
      page.locator("#index").fill("10");
      page.keyboard().press("Enter");
      assertThat(page.locator("#value")).hasText("55");
      page.reload();
      assertThat(page.locator("#notice")).isHidden();
    }
  }

  private static Page open(RunningService at, Screen screen) {
    Page page = browser.visit(screen);
    page.navigate(at.uri() + "/");
    assertThat(page.locator("#bounds")).not().isEmpty();
    return page;
  }

  private static void signIn(Page page, String user) {
    page.locator("#account a").click();
    page.locator("input[name=username]").fill(user);
    page.locator("input[type=submit], button[type=submit]").first().click();
    assertThat(page.locator(".user")).hasText(user);
  }

  private static com.microsoft.playwright.Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
