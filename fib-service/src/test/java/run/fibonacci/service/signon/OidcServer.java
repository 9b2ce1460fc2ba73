package run.fibonacci.service.signon;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import run.fibonacci.service.Loopback;

/// A real OpenID Connect server, which can be stopped, started again and given other keys.
public final class OidcServer implements AutoCloseable {
  public static final String AUDIENCE = "fib-api";
  public static final String CLIENT = "fib-page";
  public static final String SECRET = "a secret, with spaces: and a colon";
  private static final String NAME = "fib";
  private static final int PORT = 8080;

  private final String address = Loopback.address();
  private final boolean interactive;
  private KeyProvider keys = new KeyProvider();
  private MockOAuth2Server server;

  private OidcServer(boolean interactive) {
    this.interactive = interactive;
    server = server();
  }

  /// One that signs everybody in at once.
  public static OidcServer start() {
    return away().restart();
  }

  /// One that asks a browser's user for a name.
  public static OidcServer asking() {
    return new OidcServer(true).restart();
  }

  /// One that does not run yet.
  public static OidcServer away() {
    return new OidcServer(false);
  }

  private MockOAuth2Server server() {
    return new MockOAuth2Server(
        new OAuth2Config(interactive, null, null, false, new OAuth2TokenProvider(keys)));
  }

  public OidcServer restart() {
    server = server();
    try {
      server.start(InetAddress.getByName(address), PORT);
      answerOnce();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return this;
  }

  /// Its first answers may take longer than a service waits.
  private void answerOnce() throws IOException {
    for (String path : List.of("/.well-known/openid-configuration", "/jwks")) {
      try (var answer = URI.create(issuer() + path).toURL().openStream()) {
        answer.readAllBytes();
      }
    }
  }

  /// From now on, after a restart, it signs with another key and has forgotten the last.
  public void rotate() {
    var others = new KeyProvider();
    // Keys are dealt in the same order each time: this takes the one that was used so far.
    var unused = others.signingKey("nobody");
    keys = others;
  }

  public String issuer() {
    return "http://" + address + ":" + PORT + "/" + NAME;
  }

  /// The environment of a service that takes bearer tokens.
  public Map<String, String> environment() {
    return Map.of(
        "FIBONACCI_DATABASE_NAME",
        "sign-on-" + address,
        "FIBONACCI_AUTHENTICATION_ISSUER",
        issuer(),
        "FIBONACCI_AUTHENTICATION_AUDIENCE",
        AUDIENCE);
  }

  /// The environment of a service that signs users in on the page, too.
  public Map<String, String> pageEnvironment() {
    var environment = new HashMap<>(environment());
    environment.put("FIBONACCI_AUTHENTICATION_CLIENT_ID", CLIENT);
    environment.put("FIBONACCI_AUTHENTICATION_CLIENT_SECRET", SECRET);
    return environment;
  }

  /// Whom the next browser is signed in as, without being asked.
  public void next(String user, String name) {
    OAuth2TokenCallback callback =
        new DefaultOAuth2TokenCallback(NAME, user, "JWT", List.of(CLIENT), Map.of("name", name));
    server.enqueueCallback(callback);
  }

  /// A token as the issuer gives it to this user.
  public String token(String user) {
    return token(user, claims -> claims);
  }

  /// A token that says something else, signed by the issuer all the same.
  public String token(String user, UnaryOperator<JWTClaimsSet.Builder> change) {
    return sign(change.apply(claims(user)).build(), key(), JOSEObjectType.JWT);
  }

  /// What a token for this user says.
  public JWTClaimsSet.Builder claims(String user) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .audience(AUDIENCE)
        .subject(user)
        .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))));
  }

  public static String sign(JWTClaimsSet claims, RSAKey key, JOSEObjectType type) {
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).type(type).build();
    var token = new SignedJWT(header, claims);
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return token.serialize();
  }

  /// The key that the issuer signs with.
  public RSAKey key() {
    return keys.signingKey(NAME).toRSAKey();
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
