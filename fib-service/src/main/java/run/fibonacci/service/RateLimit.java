package run.fibonacci.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How often each caller may ask.
///
/// @param perSecond how many requests a second, in the long run
/// @param burst how many at once
/// @param callers how many callers are told apart at a time
/// @param addressHeader in which the ingress says who the client is; absent where clients reach the
///   pods themselves
public record RateLimit(int perSecond, int burst, int callers, Optional<String> addressHeader) {
  /// The property that is set where there is a limit.
  public static final String RATE_LIMIT = "fibonacci.rate-limit";

  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final String NONE = "none";

  private static final Setting.Whole PER_SECOND =
      new Setting.Whole(
          "FIBONACCI_RATE_LIMIT_PER_SECOND",
          1,
          1_000_000,
          0,
          "none",
          "How many requests a second each caller may make of one pod; without it any number");
  private static final Setting.Whole BURST =
      new Setting.Whole(
          "FIBONACCI_RATE_LIMIT_BURST",
          1,
          1_000_000,
          0,
          "twice as many",
          "How many of them may come at once");
  private static final Setting.Whole CALLERS =
      new Setting.Whole(
          "FIBONACCI_RATE_LIMIT_CALLERS",
          1,
          10_000_000,
          100_000,
          "How many callers a pod tells apart at a time, about 150 bytes each; those beyond share"
              + " one limit");
  private static final Setting.Text ADDRESS_HEADER =
      new Setting.Text(
          "FIBONACCI_RATE_LIMIT_ADDRESS_HEADER",
          "the name of a header, or none where clients reach the pods themselves",
          "X-Forwarded-For",
          "Where the ingress says who the client is, as the last of several addresses");

  static final List<Setting> SETTINGS = List.of(PER_SECOND, BURST, CALLERS, ADDRESS_HEADER);

  /// The limit that the environment asks for, if any.
  ///
  /// @throws IllegalArgumentException if a setting has no such value
  static Optional<RateLimit> of(Map<String, String> variables) {
    var environment = new EnvironmentSettings(variables);
    int perSecond = (int) environment.number(PER_SECOND);
    int burst = (int) environment.number(BURST);
    int callers = (int) environment.number(CALLERS);
    String header = environment.text(ADDRESS_HEADER);
    if (!HEADER.matcher(header).matches()) {
      throw EnvironmentSettings.wrong(ADDRESS_HEADER, header);
    }
    return perSecond == 0
        ? Optional.empty()
        : Optional.of(
            new RateLimit(
                perSecond,
                burst == 0 ? 2 * perSecond : burst,
                callers,
                Optional.of(header).filter(name -> !name.equals(NONE))));
  }

  /// What switches the limit on.
  static Map<String, Object> properties(Optional<RateLimit> limit) {
    return limit.isPresent() ? Map.of(RATE_LIMIT, true) : Map.of();
  }
}
