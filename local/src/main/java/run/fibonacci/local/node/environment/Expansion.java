package run.fibonacci.local.node.environment;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `$(NAME)` in values, commands and arguments, as a kubelet expands it: an unknown name is left as
/// it stands, and `$$(NAME)` is `$(NAME)` without expansion.
public final class Expansion {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([^)]*)\\)");

  private Expansion() {}

  public static String expand(String text, Map<String, String> environment) {
    return REFERENCE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(replacement(match, environment)));
  }

  private static String replacement(MatchResult match, Map<String, String> environment) {
    var name = match.group(1);
    return name == null ? "$" : environment.getOrDefault(name, match.group());
  }

  public static List<String> expand(List<String> texts, Map<String, String> environment) {
    return texts.stream().map(text -> expand(text, environment)).toList();
  }
}
