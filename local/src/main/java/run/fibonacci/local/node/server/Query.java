package run.fibonacci.local.node.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The query of a URI, decoded. Of a name given twice the last value counts.
record Query(Map<String, String> values) {
  static Query of(URI uri) {
    var text = Optional.ofNullable(uri.getRawQuery()).orElse("");
    return new Query(
        Arrays.stream(text.split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(
                Collectors.toMap(
                    pair -> decode(pair[0]),
                    pair -> pair.length == 2 ? decode(pair[1]) : "",
                    (first, last) -> last)));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  boolean isTrue(String name) {
    return get(name).filter(value -> value.equals("true") || value.equals("1")).isPresent();
  }
}
