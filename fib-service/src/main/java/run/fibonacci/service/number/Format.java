package run.fibonacci.service.number;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import java.util.List;
import java.util.stream.Collectors;
import run.fibonacci.service.problem.Problem;

/// A form in which an answer can be given.
sealed interface Format {
  MediaType type();

  /// Its name in an entity tag.
  String tag();

  /// One number, or one residue.
  enum OfNumber implements Format {
    JSON(MediaType.APPLICATION_JSON_TYPE),
    /// The bare digits.
    TEXT(MediaType.TEXT_PLAIN_TYPE),
    /// The bytes of the number, the highest first, in two's complement: as few as hold its sign.
    BYTES(MediaType.APPLICATION_OCTET_STREAM_TYPE);

    private static final List<OfNumber> ALL = List.of(values());
    private static final List<OfNumber> TEXTUAL = List.of(JSON, TEXT);
    private final MediaType type;

    OfNumber(MediaType type) {
      this.type = type;
    }

    @Override
    public MediaType type() {
      return type;
    }

    @Override
    public String tag() {
      return this == JSON ? "json" : this == TEXT ? "text" : "bytes";
    }

    static OfNumber of(HttpRequest<?> request) {
      return chosen(request, ALL);
    }

    /// The form of an answer that has none in bytes.
    static OfNumber inText(HttpRequest<?> request) {
      return chosen(request, TEXTUAL);
    }
  }

  /// Many numbers, each with its index as in the JSON of one.
  enum OfRange implements Format {
    /// One array.
    JSON(MediaType.APPLICATION_JSON_TYPE, "[", ",", "]"),
    /// One object a line.
    LINES(MediaType.of("application/x-ndjson"), "", "\n", "\n"),
    /// One event each, whose id is the index.
    EVENTS(MediaType.TEXT_EVENT_STREAM_TYPE, "", "\n\n", "\n\n");

    private static final List<OfRange> ALL = List.of(values());
    private final MediaType type;
    private final String start;
    private final String separator;
    private final String end;

    OfRange(MediaType type, String start, String separator, String end) {
      this.type = type;
      this.start = start;
      this.separator = separator;
      this.end = end;
    }

    @Override
    public MediaType type() {
      return type;
    }

    @Override
    public String tag() {
      return this == JSON ? "json" : this == LINES ? "lines" : "events";
    }

    static OfRange of(HttpRequest<?> request) {
      return chosen(request, ALL);
    }

    /// What comes before the digits of a number.
    String before(long index, boolean first) {
      String event = this == EVENTS ? "id: " + index + "\ndata: " : "";
      return (first ? start : separator) + event + Digits.before(index);
    }

    /// What comes behind the last number.
    String end() {
      return Digits.AFTER + end;
    }
  }

  private static <F extends Format> F chosen(HttpRequest<?> request, List<F> formats) {
    String accept = request.getHeaders().get(HttpHeaders.ACCEPT);
    if (accept == null || accept.equals(MediaType.ALL)) {
      return formats.getFirst();
    }
    return Preferences.of(request, HttpHeaders.ACCEPT)
        .best(formats)
        .orElseThrow(() -> notAcceptable(request, formats));
  }

  private static RuntimeException notAcceptable(
      HttpRequest<?> request, List<? extends Format> all) {
    String types =
        all.stream().map(format -> format.type().toString()).collect(Collectors.joining(" or "));
    return Problem.of(
            HttpStatus.NOT_ACCEPTABLE,
            "not-acceptable",
            "%s cannot be given as %s: accept %s"
                .formatted(request.getPath(), request.getHeaders().get(HttpHeaders.ACCEPT), types))
        .thrown();
  }
}
