package run.fibonacci.service.signon.login;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jwt.JWTClaimsSet;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// A sign-in under way: what the browser's cookie holds until it comes back from the issuer.
///
/// @param state what the issuer's answer must repeat
/// @param nonce what the ID token must repeat
/// @param verifier what proves to the issuer that the code was given to us (RFC 7636)
/// @param redirect the address that the issuer sends the browser back to
record Attempt(String state, String nonce, String verifier, String redirect) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static Attempt begin(String redirect) {
    return new Attempt(random(), random(), random(), redirect);
  }

  private static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return base64(bytes);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static Optional<Attempt> of(JWTClaimsSet claims) {
    return claims.getClaim("state") instanceof String state
            && claims.getClaim("nonce") instanceof String nonce
            && claims.getClaim("verifier") instanceof String verifier
            && claims.getClaim("redirect") instanceof String redirect
        ? Optional.of(new Attempt(state, nonce, verifier, redirect))
        : Optional.empty();
  }

  Map<String, String> values() {
    return Map.of("state", state, "nonce", nonce, "verifier", verifier, "redirect", redirect);
  }

  /// The code challenge, by the method `S256`.
  String challenge() {
    try {
      return base64(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  boolean hasState(String other) {
    return MessageDigest.isEqual(state.getBytes(UTF_8), other.getBytes(UTF_8));
  }
}
