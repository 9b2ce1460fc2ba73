package run.fibonacci.service;

import static io.micronaut.core.util.NativeImageUtils.PROPERTY_IMAGE_CODE_KEY;
import static io.micronaut.core.util.NativeImageUtils.PROPERTY_IMAGE_CODE_VALUE_RUNTIME;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.core.util.NativeImageUtils;
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
    renounceRecorder();
    Micronaut micronaut = Micronaut.build(args);
    configure(micronaut, environment);
    micronaut
        .properties(Map.of(WarmUp.PROPERTY, true))
        .mainClass(Application.class)
        .banner(false)
        .start();
  }

  /// The framework would set up the JVM's flight recorder with the first request, to offer it
  /// events that nobody records: a twentieth of a start. It asks once whether it runs in a native
  /// image, which may have no recorder.
  private static void renounceRecorder() {
    System.setProperty(PROPERTY_IMAGE_CODE_KEY, PROPERTY_IMAGE_CODE_VALUE_RUNTIME);
    NativeImageUtils.inImageCode();
    System.clearProperty(PROPERTY_IMAGE_CODE_KEY);
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
