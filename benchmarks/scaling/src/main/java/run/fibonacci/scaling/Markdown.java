package run.fibonacci.scaling;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How tables and figures are written.
final class Markdown {
  private Markdown() {}

  /// A table of these rows.
  ///
  /// @param heads of the columns, with bars between
  /// @param rows made by [#cells]
  static String table(String heads, Stream<String> rows) {
    var columns = heads.split("\\|", -1).length;
    return "| "
        + heads
        + " |\n"
        + "|---".repeat(columns)
        + "|\n"
        + rows.collect(Collectors.joining());
  }

  static String cells(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  static String whole(double value) {
    return format(ROOT, "%,.0f", value);
  }

  /// To two digits, since no input has more that are certain.
  static String rounded(double value) {
    var unit = StrictMath.pow(10, Math.floor(StrictMath.log10(value)) - 1);
    return whole(Math.rint(value / unit) * unit);
  }

  static String percent(double share, int digits) {
    return format(ROOT, "%." + digits + "f %%", 100 * share);
  }

  static String dollars(double value, int digits) {
    return "$" + fixed(value, digits);
  }

  static String milliseconds(double seconds) {
    return fixed(1000 * seconds, 2) + " ms";
  }

  static String fixed(double value, int digits) {
    return format(ROOT, "%." + digits + "f", value);
  }
}
