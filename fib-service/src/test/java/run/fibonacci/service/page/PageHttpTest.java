package run.fibonacci.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import run.fibonacci.service.RunningService;
import run.fibonacci.service.signon.OidcServer;

/// The page's files and settings; what a browser makes of them is the business of `PageIT`.
final class PageHttpTest {
  private static final Pattern OWN_FILE = Pattern.compile("(?:src|href)=\"(page/[^\"]+)\"");

  private static RunningService service;

  @BeforeAll
  static void start() {
    service =
        RunningService.start(
            Map.of("FIBONACCI_STORE", "none", "FIBONACCI_LIMITS_MAX_INDEX", "1000"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void thePageAndItsFilesAreThere() {
    HttpResponse<String> page = service.get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(page.body()).contains("<title>Fibonacci</title>");
    var files = OWN_FILE.matcher(page.body()).results().map(match -> match.group(1)).toList();
    assertThat(files).contains("page/app.js", "page/style.css", "page/icon.svg");
    assertThat(files)
        .allSatisfy(
            file -> assertThat(service.get("/" + file).statusCode()).as(file).isEqualTo(200));
    assertThat(header(service.get("/page/app.js"), "Content-Type"))
        .isEqualTo("text/javascript;charset=utf-8");
  }

  @Test
  void nothingButItsOwnMayRunInIt() {
    assertThat(header(service.get("/"), "Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http:", "https:", "*");
    assertThat(service.get("/").body()).doesNotContain("style=", "onclick", "http://", "https://");
  }

  @Test
  void aFileThatTheBrowserHasIsNotSentAgain() {
    String tag = header(service.get("/page/style.css"), "ETag");
    HttpResponse<String> again = service.get("/page/style.css", "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(header(again, "ETag")).isEqualTo(tag);
    assertThat(header(again, "Cache-Control")).isEqualTo("no-cache");
    assertThat(service.get("/page/style.css", "If-None-Match", "\"other\"").statusCode())
        .isEqualTo(200);
  }

  @Test
  void aFileThatIsNotThereIsAProblem() {
    HttpResponse<String> response = service.get("/page/secret.js");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("no-such-path");
    assertThat(service.get("/page/..%2Fframework.properties").statusCode()).isEqualTo(404);
  }

  @Test
  void belowAPathThePageIsThereWithASlash() {
    try (var below =
        RunningService.start(
            Map.of("FIBONACCI_STORE", "none"),
            Map.of("micronaut.server.context-path", "/team/fib"))) {
      assertThat(below.get("/team/fib/").statusCode()).isEqualTo(200);
      assertThat(below.get("/team/fib/page/app.js").statusCode()).isEqualTo(200);
      HttpResponse<String> response = below.get("/team/fib");
      assertThat(response.statusCode()).isEqualTo(301);
      assertThat(header(response, "Location")).isEqualTo("/team/fib/");
    }
  }

  @Test
  void theSettingsSayWhatIsOn() {
    assertThat(service.get("/page/settings", "Accept", "*/*").statusCode()).isEqualTo(200);
    HttpResponse<String> settings = service.get("/page/settings");
    assertThat(settings.body())
        .isEqualTo("{\"maxIndex\":1000,\"maxCount\":1000,\"sequences\":false}");
    assertThat(header(settings, "Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void theSettingsSayWhatSignOnThereIs() {
    try (var issuer = OidcServer.away()) {
      var environment = new HashMap<>(issuer.pageEnvironment());
      environment.put("FIBONACCI_AUTHENTICATION_ANONYMOUS", "allow");
      try (var signOn = RunningService.start(environment)) {
        assertThat(signOn.get("/page/settings").body())
            .contains("\"sequences\":true")
            .contains("\"signOn\":{\"signIn\":true,\"anonymous\":true}");
        HttpResponse<String> ended =
            signOn.get("/page/settings", "Cookie", "signed-in=of-yesterday");
        assertThat(ended.body()).doesNotContain("\"user\"");
        assertThat(header(ended, "Set-Cookie")).startsWith("signed-in=;").contains("Max-Age=0");
      }
    }
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
