package run.fibonacci.scaling;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page with tables between `<!-- table NAME -->` and `<!-- end -->`.
final class Document {
  private Document() {}

  /// The page with these tables in place of those that it has.
  ///
  /// @throws IllegalArgumentException if it has no place for one
  static String with(String page, Map<String, String> tables) {
    var filled = page;
    for (var table : tables.entrySet()) {
      var begin = "<!-- table " + table.getKey() + " -->\n";
      var place = Pattern.compile(Pattern.quote(begin) + ".*?<!-- end -->", Pattern.DOTALL);
      var found = place.matcher(filled);
      if (!found.find()) {
        throw new IllegalArgumentException(
            "there is no place for the table %s: write %s<!-- end --> where it should be"
                .formatted(table.getKey(), begin));
      }
      filled =
          found.replaceFirst(
              Matcher.quoteReplacement(begin + "\n" + table.getValue() + "\n<!-- end -->"));
    }
    return filled;
  }
}
