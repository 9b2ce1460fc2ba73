package run.fibonacci.service.security;

import static java.time.temporal.ChronoField.DAY_OF_WEEK;
import static java.time.temporal.ChronoField.MONTH_OF_YEAR;

import io.netty.util.AsciiString;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What the header `Date` says (RFC 9110, 5.6.7). It is written once a second: for each answer that
/// would take a twentieth of what a small number does. Safe for use by many threads at once.
final class DateText {
  private static final long SECOND = 1_000;

  /// With names of its own: those of a locale come with all that there is of locales, which would
  /// take a hundredth of a start.
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .appendText(DAY_OF_WEEK, names("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
          .appendPattern(", dd ")
          .appendText(
              MONTH_OF_YEAR,
              names(
                  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                  "Dec"))
          .appendPattern(" yyyy HH:mm:ss 'GMT'")
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private volatile Moment latest = Moment.of(0);

  private record Moment(long second, AsciiString text) {
    static Moment of(long second) {
      return new Moment(second, AsciiString.cached(FORMAT.format(Instant.ofEpochSecond(second))));
    }
  }

  private static Map<Long, String> names(String... names) {
    return IntStream.range(0, names.length)
        .boxed()
        .collect(Collectors.toMap(i -> i + 1L, i -> names[i]));
  }

  /// @param now in milliseconds since 1970
  AsciiString at(long now) {
    long second = Math.floorDiv(now, SECOND);
    Moment moment = latest;
    if (moment.second != second) {
      moment = Moment.of(second);
      latest = moment;
    }
    return moment.text;
  }
}
