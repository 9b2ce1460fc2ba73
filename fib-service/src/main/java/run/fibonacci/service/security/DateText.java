package run.fibonacci.service.security;

import io.netty.util.AsciiString;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// What the header `Date` says (RFC 9110, 5.6.7). It is written once a second: for each answer that
/// would take a twentieth of what a small number does. Safe for use by many threads at once.
final class DateText {
  private static final long SECOND = 1_000;

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private volatile Moment latest = Moment.of(0);

  private record Moment(long second, AsciiString text) {
    static Moment of(long second) {
      return new Moment(second, AsciiString.cached(FORMAT.format(Instant.ofEpochSecond(second))));
    }
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
