package run.fibonacci.service.signon.issuer;

import static com.nimbusds.jose.JWSAlgorithm.Family.EC;
import static com.nimbusds.jose.JWSAlgorithm.Family.RSA;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import run.fibonacci.service.SignOnSettings;

/// Checks tokens of the issuer: signed by one of its keys with a public-key algorithm, of this
/// issuer, for this audience, and within their time (RFC 7519, RFC 8725).
@Singleton
@Requires(property = SignOnSettings.SIGN_ON)
public final class Tokens {
  /// No `none`, and no algorithm by which a public key could be taken for a shared secret.
  private static final Set<JWSAlgorithm> ALGORITHMS = algorithms();

  /// How far apart the clocks of issuer and pod may be, in seconds.
  private static final int LEEWAY = 30;

  private final SignOnSettings settings;
  private final Issuer issuer;
  private final Clock clock;

  Tokens(SignOnSettings settings, Issuer issuer, Clock clock) {
    this.settings = settings;
    this.issuer = issuer;
    this.clock = clock;
  }

  private static Set<JWSAlgorithm> algorithms() {
    var algorithms = new HashSet<JWSAlgorithm>(RSA);
    algorithms.addAll(EC);
    return Set.copyOf(algorithms);
  }

  /// What a bearer token says.
  ///
  /// @return fails with a problem: 401 if the token is not believed, 503 if that cannot be found
  ///   out
  public CompletionStage<Claims> bearer(String token) {
    return check(token, settings.audience());
  }

  /// What an ID token for this client says; fails like [#bearer].
  public CompletionStage<Claims> idToken(String token, String clientId) {
    return check(token, clientId);
  }

  private CompletionStage<Claims> check(String text, String audience) {
    SignedJWT token = parse(text);
    return issuer
        .state()
        .thenCompose(state -> verify(token, state.keys(), audience))
        .thenApply(claims -> Claims.of(claims, settings.userClaim()));
  }

  /// A token that no key fits may be signed by a newer one.
  private CompletableFuture<JWTClaimsSet> verify(SignedJWT token, JWKSet keys, String audience) {
    try {
      return CompletableFuture.completedFuture(process(token, keys, audience));
    } catch (BadJOSEException e) {
      return issuer.newerState().thenApply(state -> verifyAgain(token, state.keys(), audience));
    }
  }

  private JWTClaimsSet verifyAgain(SignedJWT token, JWKSet keys, String audience) {
    try {
      return process(token, keys, audience);
    } catch (BadJOSEException e) {
      throw Unauthorized.invalid("none of the issuer's keys signed it");
    }
  }

  private static SignedJWT parse(String text) {
    SignedJWT token = parseSigned(text);
    JWSAlgorithm algorithm = token.getHeader().getAlgorithm();
    if (!ALGORITHMS.contains(algorithm)) {
      throw Unauthorized.invalid("it is signed by " + algorithm + ", which proves nothing here");
    }
    return token;
  }

  private static SignedJWT parseSigned(String text) {
    try {
      return SignedJWT.parse(text);
    } catch (ParseException | RuntimeException e) {
      // The parser has exceptions of many kinds for what is no token.
      throw Unauthorized.invalid("it is no signed JSON Web Token");
    }
  }

  /// What the token says.
  ///
  /// @throws BadJOSEException if none of these keys signed it
  private JWTClaimsSet process(SignedJWT token, JWKSet keys, String audience)
      throws BadJOSEException {
    try {
      return processor(keys, audience).process(token, null);
    } catch (BadJWTException e) {
      throw Unauthorized.invalid(Objects.requireNonNullElse(e.getMessage(), "its claims"));
    } catch (JOSEException e) {
      throw new BadJOSEException("a key that does not fit", e);
    }
  }

  private DefaultJWTProcessor<SecurityContext> processor(JWKSet keys, String audience) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
    // An access token may say that it is one (RFC 9068).
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWTClaimsSetVerifier(claimsVerifier(audience));
    return processor;
  }

  private DefaultJWTClaimsVerifier<SecurityContext> claimsVerifier(String audience) {
    var exactly = new JWTClaimsSet.Builder().issuer(settings.issuer()).build();
    var verifier =
        new DefaultJWTClaimsVerifier<SecurityContext>(audience, exactly, Set.of("exp")) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    verifier.setMaxClockSkew(LEEWAY);
    return verifier;
  }
}
