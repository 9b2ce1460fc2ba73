package run.fibonacci.service;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.runtime.Micronaut;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Starts the service with the settings of its environment.
public final class Application {
  private static final String OURS = "FIBONACCI_";

  private Application() {}

  public static void main(String[] args) {
    try {
      start(args, System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println("Error: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void start(String[] args, Map<String, String> environment) {
    LogSettings.apply(environment);
    Micronaut micronaut = Micronaut.build(args);
    configure(micronaut, environment);
    micronaut
        .properties(Map.of(WarmUp.PROPERTY, true))
        .mainClass(Application.class)
        .banner(false)
        .start();
  }

  /// Gives an application the settings that these variables ask for.
  ///
  /// @throws IllegalArgumentException if one of them is wrong: its message says what to write
  static ApplicationContextBuilder configure(
      ApplicationContextBuilder application, Map<String, String> environment) {
    Optional<SignOnSettings> signOn = SignOnSettings.of(environment);
    Optional<RateLimit> rateLimit = RateLimit.of(environment);
    Optional<TracingSettings> tracing = TracingSettings.of(environment);
    Stream.of(signOn, rateLimit, tracing)
        .flatMap(Optional::stream)
        .forEach(application::singletons);
    return application
        .propertySources(FrameworkSettings.read())
        // They are read here: the framework would make properties of its own of them.
        .environmentVariableExcludes(
            environment.keySet().stream()
                .filter(name -> name.startsWith(OURS))
                .toArray(String[]::new))
        .properties(StoreSettings.properties(environment))
        .properties(SignOnSettings.properties(signOn))
        .properties(RateLimit.properties(rateLimit))
        .properties(TracingSettings.properties(tracing))
        .properties(CrossOriginSettings.properties(environment))
        .singletons(Limits.of(environment));
  }
}
