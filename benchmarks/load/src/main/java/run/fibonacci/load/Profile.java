package run.fibonacci.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;

import io.gatling.javaapi.core.OpenInjectionStep;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How requests come over time. A user is one request: they come at their rate whether earlier ones
/// are answered or not.
enum Profile {
  /// Does it work at all?
  SMOKE(20, Duration.ofSeconds(15)),
  /// The same rate from start to end.
  STEADY(200, Duration.ofMinutes(1)),
  /// A tenth of the rate, suddenly all of it for half of the time, and a tenth again.
  SPIKE(300, Duration.ofMinutes(4)),
  /// As steady, for an hour.
  SOAK(100, Duration.ofHours(1));

  private static final double CALM = 0.1;

  final double rate;
  final Duration duration;

  Profile(double rate, Duration duration) {
    this.rate = rate;
    this.duration = duration;
  }

  /// @throws IllegalArgumentException with what there is to choose from
  static Profile of(String name) {
    return Arrays.stream(values())
        .filter(profile -> profile.toString().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "profile %s is unknown: write one of %s".formatted(name, all())));
  }

  private static String all() {
    return Arrays.stream(values()).map(Profile::toString).collect(Collectors.joining(", "));
  }

  /// @param rate requests a second at the height
  List<OpenInjectionStep> steps(double rate, Duration duration) {
    if (this != SPIKE) {
      return List.of(constantUsersPerSec(rate).during(duration));
    }
    Duration part = duration.dividedBy(20);
    return List.of(
        constantUsersPerSec(CALM * rate).during(part.multipliedBy(3)),
        rampUsersPerSec(CALM * rate).to(rate).during(part),
        constantUsersPerSec(rate).during(part.multipliedBy(10)),
        constantUsersPerSec(CALM * rate).during(part.multipliedBy(6)));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
