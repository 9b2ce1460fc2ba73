package run.fibonacci.service.number;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a client would like to get, as its `Accept` or `Accept-Encoding` header says (RFC 9110,
/// 12.4.2 and 12.5).
///
/// @param entries in the client's order
record Preferences(List<Entry> entries) {
  private static final int FULL_WEIGHT = 1_000;

  /// @param value a media type, a pattern of some, or a content coding
  /// @param weight in thousandths: 0 refuses it
  record Entry(String value, int weight) {}

  static Preferences of(HttpRequest<?> request, String header) {
    var entries = new ArrayList<Entry>();
    for (String line : request.getHeaders().getAll(header)) {
      for (String element : line.split(",")) {
        String[] parts = element.toLowerCase(Locale.ROOT).split(";");
        entries.add(new Entry(parts[0].strip(), weight(parts)));
      }
    }
    return new Preferences(entries);
  }

  private static int weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        String weight = parameter.substring(2).strip();
        boolean valid = weight.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");
        return valid ? (int) Math.round(Double.parseDouble(weight) * FULL_WEIGHT) : 0;
      }
    }
    return FULL_WEIGHT;
  }

  /// The format that the client likes best: of equals the one that it names first, then the first
  /// of ours. None if it accepts none of them.
  <F extends Format> Optional<F> best(List<F> formats) {
    if (entries.isEmpty()) {
      return Optional.of(formats.getFirst());
    }
    F best = null;
    int bestWeight = 0;
    int bestPlace = 0;
    for (F format : formats) {
      int place = place(format.type().getName());
      int weight = place < 0 ? 0 : entries.get(place).weight;
      if (weight > bestWeight || weight == bestWeight && weight > 0 && place < bestPlace) {
        best = format;
        bestWeight = weight;
        bestPlace = place;
      }
    }
    return Optional.ofNullable(best);
  }

  /// Where the most specific entry for a media type is.
  private int place(String type) {
    int exact = find(type);
    int group = find(type.substring(0, type.indexOf('/')) + "/*");
    return exact >= 0 ? exact : group >= 0 ? group : find("*/*");
  }

  /// Whether the client takes a content coding.
  boolean accept(String coding) {
    int named = find(coding);
    int place = named >= 0 ? named : find("*");
    return place >= 0 && entries.get(place).weight > 0;
  }

  private int find(String value) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).value.equals(value)) {
        return i;
      }
    }
    return -1;
  }

  static boolean acceptsGzip(HttpRequest<?> request) {
    return request.getHeaders().contains(HttpHeaders.ACCEPT_ENCODING)
        && of(request, HttpHeaders.ACCEPT_ENCODING).accept("gzip");
  }
}
