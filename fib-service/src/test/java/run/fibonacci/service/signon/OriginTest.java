package run.fibonacci.service.signon;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OriginTest {
  @ParameterizedTest
  @CsvSource({
    "fib.example.com, https, true, true",
    "fib.example.com, http, true, false",
    "fib.example.com, , true, false",
    "localhost:8080, http, false, true",
    "127.0.0.1:8080, , false, true",
    "[::1]:8080, , false, true",
    "localhost, https, true, true",
    "localhost.example.com, http, true, false",
    "127.0.0.1.example.com, http, true, false",
  })
  void cookiesTravelByHttpsOrWithinOneMachine(
      String host, String proto, boolean secure, boolean kept) {
    Origin origin = Origin.of(request(host, "X-Forwarded-Proto", proto));
    assertThat(origin.secureCookies()).isEqualTo(secure);
    assertThat(origin.keepsCookies()).isEqualTo(kept);
  }

  @Test
  void anAddressIsTheOneThatTheBrowserSees() {
    assertThat(Origin.of(request("fib.example.com", "X-Forwarded-Proto", "https")).url("/a/"))
        .isEqualTo("https://fib.example.com/a/");
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://fib.example.com, true",
    "Origin, http://fib.example.com, true",
    "Origin, https://FIB.example.com, true",
    "Origin, https://evil.example.com, false",
    "Origin, https://fib.example.com:444, false",
    "Origin, https://fib.example.com.evil, false",
    "Origin, null, false",
    "Origin, '', false",
    "Sec-Fetch-Site, same-origin, true",
    "Sec-Fetch-Site, none, true",
    "Sec-Fetch-Site, same-site, false",
    "Sec-Fetch-Site, cross-site, false",
    "Accept, */*, true",
  })
  void onlyItsOwnPagesUseABrowsersCookies(String header, String value, boolean own) {
    assertThat(Origin.isOwn(request("fib.example.com", header, value))).isEqualTo(own);
  }

  private static HttpRequest<?> request(String host, String header, String value) {
    MutableHttpRequest<?> request = HttpRequest.POST("/", "").header("Host", host);
    return value == null ? request : request.header(header, value);
  }
}
