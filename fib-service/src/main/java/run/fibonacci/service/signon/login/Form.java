package run.fibonacci.service.signon.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;

/// Names and values as a form sends them.
final class Form {
  private final List<String> pairs = new ArrayList<>();

  Form with(String name, String value) {
    pairs.add(encode(name) + "=" + encode(value));
    return this;
  }

  static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  String body() {
    return String.join("&", pairs);
  }

  /// The address with these as its query, or added to it.
  URI appendedTo(URI address) {
    return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + body());
  }
}
