package run.fibonacci.local.node.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// A label selector as it stands in a query: `app=web,tier in (a,b),!canary`.
record LabelQuery(List<Term> terms) {
  private static final Pattern SET = Pattern.compile("([\\w./-]+)\\s+(in|notin)\\s*\\(([^)]*)\\)");
  private static final Pattern EQUALITY = Pattern.compile("([\\w./-]+)\\s*(!=|==?)\\s*([\\w.-]*)");
  private static final Pattern EXISTENCE = Pattern.compile("(!?)\\s*([\\w./-]+)");
  // commas inside parentheses separate values, not terms
  private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");

  /// One condition on one label.
  ///
  /// @param values the wanted values; empty: any value at all
  /// @param negated whether the label must not be so
  record Term(String label, Set<String> values, boolean negated) {
    boolean holds(Map<String, String> labels) {
      var value = labels.get(label);
      var found = value != null && (values.isEmpty() || values.contains(value));
      return found != negated;
    }
  }

  /// Reads a selector.
  ///
  /// @throws IllegalArgumentException when it is none
  static LabelQuery parse(String text) {
    var terms = new ArrayList<Term>();
    for (var part : COMMA.split(text)) {
      if (!part.isBlank()) {
        terms.add(term(part.strip()));
      }
    }
    return new LabelQuery(List.copyOf(terms));
  }

  private static Term term(String text) {
    var set = SET.matcher(text);
    if (set.matches()) {
      var values = Set.of(set.group(3).strip().split("\\s*,\\s*"));
      return new Term(set.group(1), values, set.group(2).equals("notin"));
    }
    var equality = EQUALITY.matcher(text);
    if (equality.matches()) {
      return new Term(equality.group(1), Set.of(equality.group(3)), equality.group(2).equals("!="));
    }
    var existence = EXISTENCE.matcher(text);
    if (existence.matches()) {
      return new Term(existence.group(2), Set.of(), !existence.group(1).isEmpty());
    }
    throw new IllegalArgumentException(
        "label selector \"" + text + "\" is not one: write a=b, a!=b, a in (b,c), a or !a");
  }

  boolean matches(Map<String, String> labels) {
    return terms.stream().allMatch(term -> term.holds(labels));
  }
}
