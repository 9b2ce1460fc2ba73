package run.fibonacci.service;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How callers sign on. Without an issuer there is no sign-on, and sequences go by key.
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

  private static final int SHORTEST_COOKIE_KEY = 32;

  private static final Setting.Text ISSUER =
      new Setting.Text(
          "FIBONACCI_AUTHENTICATION_ISSUER",
          "the issuer's https URL, without query (http only for localhost and for a Service inside"
              + " the cluster, like http://keycloak.auth.svc/realms/fib)",
          "",
          "The OpenID Connect issuer; without one there is no sign-on, and sequences go by key");
  private static final Setting.Text AUDIENCE =
      new Setting.Text(
          "FIBONACCI_AUTHENTICATION_AUDIENCE",
          "any text",
          "",
          "What bearer tokens must have as `aud`; without it the client's id");
  private static final Setting.Text USER_CLAIM =
      new Setting.Text(
          "FIBONACCI_AUTHENTICATION_USER_CLAIM",
          "a claim's name",
          "sub",
          "The claim that tells one user of the issuer from another");
  private static final Setting.Choice ANONYMOUS =
      new Setting.Choice(
          "FIBONACCI_AUTHENTICATION_ANONYMOUS",
          List.of("allow", "refuse"),
          "refuse",
          "Whether who is not signed in has a sequence, by session key");
  private static final Setting.Text CLIENT_ID =
      new Setting.Text(
          "FIBONACCI_AUTHENTICATION_CLIENT_ID",
          "any text",
          "",
          "This service as the issuer knows it; without it nobody can sign in on the page");
  private static final Setting.Text CLIENT_SECRET =
      new Setting.Text(
          "FIBONACCI_AUTHENTICATION_CLIENT_SECRET",
          "any text",
          "",
          "What proves that to the issuer; a public client has none");
  private static final Setting.Text COOKIE_KEY =
      new Setting.Text(
          "FIBONACCI_AUTHENTICATION_COOKIE_KEY",
          "at least " + SHORTEST_COOKIE_KEY + " random characters, the same for all pods",
          "",
          "What cookies are encrypted by; without it the client's secret");

  static final List<Setting> SETTINGS =
      List.of(ISSUER, AUDIENCE, USER_CLAIM, ANONYMOUS, CLIENT_ID, CLIENT_SECRET, COOKIE_KEY);

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
    if (!environment.has(ISSUER)) {
      return Optional.empty();
    }
    Optional<Client> client =
        environment.has(CLIENT_ID) ? Optional.of(client(environment)) : Optional.empty();
    return Optional.of(
        new SignOnSettings(
            issuer(environment),
            audience(environment),
            environment.text(USER_CLAIM),
            environment.choice(ANONYMOUS).equals("allow"),
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
    String issuer = environment.text(ISSUER).strip();
    if (!isTrustworthy(issuer)) {
      throw EnvironmentSettings.wrong(ISSUER, issuer);
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
    String audience = environment.text(environment.has(AUDIENCE) ? AUDIENCE : CLIENT_ID);
    if (audience.isEmpty()) {
      throw new IllegalArgumentException(
          "FIBONACCI_AUTHENTICATION_AUDIENCE is not set: write what tokens for this service have as"
              + " \"aud\", or set FIBONACCI_AUTHENTICATION_CLIENT_ID, which stands for it");
    }
    return audience;
  }

  private static Client client(EnvironmentSettings environment) {
    String secret = environment.text(CLIENT_SECRET);
    String cookieKey = environment.text(COOKIE_KEY);
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
        environment.text(CLIENT_ID),
        Optional.of(secret).filter(text -> !text.isEmpty()),
        cookieKey.isEmpty() ? secret : cookieKey);
  }
}
