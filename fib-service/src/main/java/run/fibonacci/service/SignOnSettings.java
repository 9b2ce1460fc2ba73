package run.fibonacci.service;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How callers sign on: `FIBONACCI_AUTHENTICATION_ISSUER` and so on. Without an issuer there is no
/// sign-on, and sequences go by key.
///
/// @param issuer the OpenID Connect issuer, as its tokens name it
/// @param audience what a bearer token must be meant for
/// @param userClaim the claim that tells one user of the issuer from another
/// @param anonymous whether who is not signed in has a sequence by session key
/// @param client what signs users in on the page; without it there are only bearer tokens
public record SignOnSettings(
    String issuer, String audience, String userClaim, boolean anonymous, Optional<Client> client) {
  /// The properties that are set where there is sign-on, and where there is sign-in on the page.
  public static final String SIGN_ON = "fibonacci.sign-on";

  public static final String SIGN_IN = "fibonacci.sign-in";

  private static final String PREFIX = "FIBONACCI_AUTHENTICATION_";
  private static final int SHORTEST_COOKIE_KEY = 32;

  /// Keys that came by plain HTTP can be anyone's: it may only be used where no one else can
  /// listen.
  private static final Pattern PLAIN_HTTP_HOST =
      Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]|.+\\.svc(\\.cluster\\.local)?");

  /// This service as the issuer knows it.
  ///
  /// @param secret proves it to the issuer; a public client has none
  /// @param cookieKey what the cookies of all pods are encrypted by
  public record Client(String id, Optional<String> secret, String cookieKey) {
    @Override
    public String toString() {
      return "Client[" + id + "]";
    }
  }

  /// The sign-on that the environment asks for, if any.
  ///
  /// @throws IllegalArgumentException if a setting is missing or has no such value
  public static Optional<SignOnSettings> of(Map<String, String> variables) {
    var environment = new EnvironmentSettings(variables);
    if (!environment.has(PREFIX + "ISSUER")) {
      return Optional.empty();
    }
    Optional<Client> client =
        environment.has(PREFIX + "CLIENT_ID") ? Optional.of(client(environment)) : Optional.empty();
    return Optional.of(
        new SignOnSettings(
            issuer(environment),
            audience(environment),
            environment.text(PREFIX + "USER_CLAIM", "sub"),
            anonymous(environment),
            client));
  }

  /// What switches the beans of sign-on on.
  static Map<String, Object> properties(Optional<SignOnSettings> signOn) {
    return signOn
        .<Map<String, Object>>map(settings ->
            settings.client().isPresent()
                ? Map.of(SIGN_ON, true, SIGN_IN, true)
                : Map.of(SIGN_ON, true))
        .orElse(Map.of());
  }

  private static String issuer(EnvironmentSettings environment) {
    String issuer = environment.text(PREFIX + "ISSUER", "").strip();
    if (!isTrustworthy(issuer)) {
      throw new IllegalArgumentException(
          "FIBONACCI_AUTHENTICATION_ISSUER is \"%s\": write the issuer's https URL, without query"
                  .formatted(issuer)
              + " (http only for localhost and for a Service inside the cluster, like"
              + " http://keycloak.auth.svc/realms/fib)");
    }
    return issuer;
  }

  private static boolean isTrustworthy(String issuer) {
    URI uri;
    try {
      uri = URI.create(issuer);
    } catch (IllegalArgumentException e) {
      return false;
    }
    if (uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
      return false;
    }
    return "https".equals(uri.getScheme())
        || "http".equals(uri.getScheme()) && PLAIN_HTTP_HOST.matcher(uri.getHost()).matches();
  }

  private static String audience(EnvironmentSettings environment) {
    String audience =
        environment.text(PREFIX + "AUDIENCE", environment.text(PREFIX + "CLIENT_ID", ""));
    if (audience.isEmpty()) {
      throw new IllegalArgumentException(
          "FIBONACCI_AUTHENTICATION_AUDIENCE is not set: write what tokens for this service have as"
              + " \"aud\", or set FIBONACCI_AUTHENTICATION_CLIENT_ID, which stands for it");
    }
    return audience;
  }

  /// Refused unless allowed: who names an issuer wants to know who calls.
  private static boolean anonymous(EnvironmentSettings environment) {
    String anonymous = environment.text(PREFIX + "ANONYMOUS", "refuse");
    return switch (anonymous) {
      case "allow" -> true;
      case "refuse" -> false;
      default ->
          throw new IllegalArgumentException(
              "FIBONACCI_AUTHENTICATION_ANONYMOUS is \"" + anonymous + "\": write allow or refuse");
    };
  }

  private static Client client(EnvironmentSettings environment) {
    String secret = environment.text(PREFIX + "CLIENT_SECRET", "");
    String cookieKey = environment.text(PREFIX + "COOKIE_KEY", "");
    if (cookieKey.isEmpty() && secret.isEmpty()) {
      throw new IllegalArgumentException(
          "FIBONACCI_AUTHENTICATION_CLIENT_SECRET is not set: write the client's secret, or for a"
              + " public client FIBONACCI_AUTHENTICATION_COOKIE_KEY, the same for all pods");
    }
    if (!cookieKey.isEmpty() && cookieKey.length() < SHORTEST_COOKIE_KEY) {
      throw new IllegalArgumentException(
          "FIBONACCI_AUTHENTICATION_COOKIE_KEY has %d characters: write at least %d random ones"
              .formatted(cookieKey.length(), SHORTEST_COOKIE_KEY));
    }
    return new Client(
        environment.text(PREFIX + "CLIENT_ID", ""),
        Optional.of(secret).filter(text -> !text.isEmpty()),
        cookieKey.isEmpty() ? secret : cookieKey);
  }
}
