package run.fibonacci.load;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;

/// What a run is told.
///
/// @param url of the ingress or a pod, without a path
/// @param host that requests name instead of the URL's, where no name server leads to the ingress
/// @param rate requests a second at the height, at most 100,000
/// @param until a file whose appearance ends the run before its time
record LoadSettings(
    Profile profile,
    URI url,
    Optional<String> host,
    double rate,
    Duration duration,
    Optional<Path> until) {

  private static final double MAX_RATE = 100_000;
  private static final double MAX_SECONDS = 7 * 24 * 3600;

  /// Reads the system properties that begin with `load.`.
  ///
  /// @throws IllegalArgumentException with what to write instead
  static LoadSettings of(Properties properties) {
    Profile profile = Profile.of(properties.getProperty("load.profile", "smoke"));
    URI url = url(properties.getProperty("load.url", ""));
    if (!Boolean.parseBoolean(properties.getProperty("load.mine"))) {
      requireLoopback(url);
    }
    return new LoadSettings(
        profile,
        url,
        Optional.ofNullable(properties.getProperty("load.host")),
        number(properties, "rate", profile.rate, MAX_RATE),
        Duration.ofMillis((long) (1000 * seconds(properties, profile))),
        Optional.ofNullable(properties.getProperty("load.until")).map(Path::of));
  }

  /// Whether nobody is to come any more.
  boolean isOver() {
    return until.isPresent() && Files.exists(until.get());
  }

  private static double seconds(Properties properties, Profile profile) {
    return number(properties, "seconds", profile.duration.toMillis() / 1000.0, MAX_SECONDS);
  }

  private static URI url(String text) {
    try {
      URI url = URI.create(text);
      if (url.getHost() != null
          && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "--url %s is not a URL: write one like http://127.0.0.1:8080".formatted(text));
  }

  /// Load on somebody else's machine is an attack.
  private static void requireLoopback(URI url) {
    try {
      if (Arrays.stream(InetAddress.getAllByName(url.getHost()))
          .allMatch(InetAddress::isLoopbackAddress)) {
        return;
      }
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "--url %s: nobody knows %s".formatted(url, url.getHost()), e);
    }
    throw new IllegalArgumentException(
        "--url %s is not on this machine: add --mine if you may put load on it".formatted(url));
  }

  private static double number(Properties properties, String name, double unset, double max) {
    String text = properties.getProperty("load." + name);
    if (text == null) {
      return unset;
    }
    try {
      double number = Double.parseDouble(text);
      if (number >= 1 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "--%s %s is not a number from 1 to %.0f".formatted(name, text, max));
  }
}
