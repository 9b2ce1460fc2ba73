package run.fibonacci.service.signon.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import run.fibonacci.service.RunningService;
import run.fibonacci.service.signon.OidcServer;

/// Signing in and out, at two pods that share nothing but their settings and the database.
final class SignInHttpTest {
  private static OidcServer issuer;
  private static RunningService pod;
  private static RunningService otherPod;

  private final String user = UUID.randomUUID().toString();
  private final Visitor visitor = new Visitor();

  @BeforeAll
  static void start() {
    issuer = OidcServer.start();
    pod = RunningService.start(issuer.pageEnvironment());
    otherPod = RunningService.start(issuer.pageEnvironment());
  }

  @AfterAll
  static void stop() {
    pod.close();
    otherPod.close();
    issuer.close();
  }

  @AfterEach
  void leave() {
    visitor.close();
  }

  @Test
  void whatOnePodBeginsAnotherFinishes() {
    signIn();
    assertThat(visitor.send("POST", pod, "/sequence/next").body()).contains("\"index\":0");
    assertThat(visitor.send("POST", otherPod, "/sequence/next").body()).contains("\"index\":1");
  }

  @Test
  void aBrowserAndAScriptOfOneUserShareASequence() {
    signIn();
    visitor.send("POST", pod, "/sequence/next");
    String token = "Bearer " + issuer.token(user);
    assertThat(pod.post("/sequence/next", "Authorization", token).body()).contains("\"index\":1");
  }

  @Test
  void theIssuerIsAskedWithAllThatProtectsTheAnswer() {
    HttpResponse<String> response = visitor.send("GET", pod, "/sign-in");
    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(Visitor.location(response).toString())
        .startsWith(issuer.issuer() + "/authorize?")
        .contains("response_type=code")
        .contains("client_id=" + OidcServer.CLIENT)
        .contains("scope=openid+profile&")
        .contains("code_challenge_method=S256")
        .containsPattern("&code_challenge=[A-Za-z0-9_-]{43}&")
        .containsPattern("&state=[A-Za-z0-9_-]{43}&")
        .containsPattern("&nonce=[A-Za-z0-9_-]{43}&")
        .containsPattern("redirect_uri=http%3A%2F%2F127[0-9.]+%3A6765%2Fsign-in%2Fcallback&");
    assertThat(response.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("sign-in=")
        .contains("HTTPOnly", "SameSite=Lax", "Path=/", "Max-Age=600")
        .doesNotContain("Secure");
  }

  @Test
  void behindAnIngressWithTlsCookiesAreSecureAndAddressesHttps() {
    HttpResponse<String> response =
        visitor.send("GET", pod, "/sign-in", "X-Forwarded-Proto", "https");
    assertThat(Visitor.location(response).toString()).contains("redirect_uri=https%3A%2F%2F");
    assertThat(response.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
  }

  @Test
  void theSessionsCookieIsOutOfReachOfScriptsAndOtherSites() {
    HttpResponse<String> response = signIn();
    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(Visitor.location(response)).hasToString("/");
    assertThat(response.headers().allValues("Set-Cookie"))
        .anySatisfy(cookie ->
            assertThat(cookie)
                .startsWith("signed-in=")
                .contains("HTTPOnly", "SameSite=Strict", "Path=/", "Max-Age=28800"))
        .anySatisfy(cookie -> assertThat(cookie).startsWith("sign-in=;").contains("Max-Age=0"));
    assertThat(visitor.cookies().get("signed-in")).doesNotContain(user).hasSizeLessThan(4_000);
  }

  @Test
  void anAnswerToNoQuestionIsNotTaken() {
    String callback = visitor.goToIssuer(pod);
    visitor.cookies().clear();
    expectFailure(visitor.send("GET", pod, callback), "expired");
  }

  @Test
  void anAnswerToAnotherQuestionIsNotTaken() {
    String callback = visitor.goToIssuer(pod);
    visitor.goToIssuer(pod);
    expectFailure(visitor.send("GET", pod, callback), "expired");
  }

  @Test
  void aCodeThatWasGivenToAnotherBrowserIsNotTaken() {
    String stolen = visitor.goToIssuer(pod).replaceFirst(".*[?&](code=[^&]*).*", "$1");
    String own = visitor.goToIssuer(pod).replaceFirst("code=[^&]*", stolen);
    expectFailure(visitor.send("GET", pod, own), "refused");
  }

  @Test
  void aCodeWorksOnce() {
    String callback = signInPath();
    visitor.send("GET", pod, callback);
    expectFailure(visitor.send("GET", pod, callback), "expired");
  }

  @Test
  void whoRefusesToSignInIsTakenBackToThePage() {
    String state = visitor.goToIssuer(pod).replaceFirst(".*[?&](state=[^&]*).*", "$1");
    expectFailure(
        visitor.send("GET", pod, "/sign-in/callback?error=access_denied&" + state), "refused");
  }

  @Test
  void anIssuerThatIsAwayIsToldOnThePage() {
    try (var away = OidcServer.away();
        var lonely = RunningService.start(away.pageEnvironment())) {
      expectFailure(visitor.send("GET", lonely, "/sign-in"), "unavailable");
    }
  }

  @Test
  void anIssuerThatGoesMeanwhileIsToldOnThePage() {
    try (var leaving = OidcServer.start();
        var left = RunningService.start(leaving.pageEnvironment())) {
      String callback = visitor.goToIssuer(left);
      leaving.close();
      expectFailure(visitor.send("GET", left, callback), "unavailable");
    }
  }

  @Test
  void signingOutEndsTheSessionHereAndAtTheIssuer() {
    signIn();
    HttpResponse<String> response = visitor.send("POST", otherPod, "/sign-out");
    assertThat(response.body())
        .contains(issuer.issuer() + "/endsession?client_id=" + OidcServer.CLIENT)
        .containsPattern("post_logout_redirect_uri=http%3A%2F%2F127[0-9.]+%3A6765%2F&")
        .contains("id_token_hint=ey");
    assertThat(visitor.cookies()).doesNotContainKey("signed-in");
    assertThat(visitor.send("POST", pod, "/sequence/next").statusCode()).isEqualTo(401);
  }

  @Test
  void whoeverIsNotSignedInCanSignOut() {
    assertThat(visitor.send("POST", pod, "/sign-out").statusCode()).isEqualTo(200);
  }

  @Test
  void aCookieThatWasMadeUpIsRefused() {
    visitor.cookies().put("signed-in", "eyJhbGciOiJkaXIifQ..a.b.c");
    HttpResponse<String> response = visitor.send("POST", pod, "/sequence/next");
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).contains("the sign-in has ended: sign in again");
  }

  @Test
  void aCookieOfAServiceWithAnotherSecretIsRefused() {
    signIn();
    Map<String, String> environment = new HashMap<>(issuer.pageEnvironment());
    environment.put("FIBONACCI_AUTHENTICATION_COOKIE_KEY", "k".repeat(32));
    try (var stranger = RunningService.start(environment)) {
      assertThat(visitor.send("POST", stranger, "/sequence/next").statusCode()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://evil.example.com, 403",
    "Origin, null, 403",
    "Sec-Fetch-Site, cross-site, 403",
    "Sec-Fetch-Site, same-site, 403",
    "Sec-Fetch-Site, same-origin, 200",
  })
  void anotherSitesPageCannotUseTheCookie(String header, String value, int status) {
    signIn();
    HttpResponse<String> response = visitor.send("POST", pod, "/sequence/next", header, value);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(visitor.send("POST", otherPod, "/sign-out", header, value).statusCode())
        .isEqualTo(status);
    assertThat(pod.delete("/sequence", "Cookie", "session-key=" + user, header, value).statusCode())
        .isEqualTo(status == 403 ? 403 : 401);
  }

  @Test
  void anotherSitesPageCanStillUseAKeyOfItsOwn() {
    assertThat(
            pod.post(
                    "/sequence/next",
                    "Sec-Fetch-Site",
                    "cross-site",
                    "Authorization",
                    "Bearer " + issuer.token(user))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void aCookieAndASessionKeyAreOneTooMany() {
    signIn();
    HttpResponse<String> response =
        visitor.send("POST", pod, "/sequence/next", "Session-Key", "mine");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("two-callers");
  }

  @Test
  void aServiceBelowAPathKeepsItsCookiesThere() {
    try (var below =
        RunningService.start(
            issuer.pageEnvironment(), Map.of("micronaut.server.context-path", "/team/fib"))) {
      HttpResponse<String> begun = visitor.send("GET", below, "/team/fib/sign-in");
      assertThat(Visitor.location(begun).toString())
          .contains("%3A6765%2Fteam%2Ffib%2Fsign-in%2Fcallback");
      assertThat(begun.headers().firstValue("Set-Cookie").orElseThrow())
          .contains("Path=/team/fib/");
      assertThat(visitor.send("POST", below, "/team/fib/sequence/next").statusCode())
          .isEqualTo(401);
    }
  }

  private HttpResponse<String> signIn() {
    return visitor.send("GET", otherPod, signInPath());
  }

  private String signInPath() {
    issuer.next(user, "Ada");
    return visitor.goToIssuer(pod);
  }

  private static void expectFailure(HttpResponse<String> response, String name) {
    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(Visitor.location(response)).hasToString("/?sign-in=" + name);
    assertThat(response.headers().allValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.startsWith("signed-in="));
  }
}
