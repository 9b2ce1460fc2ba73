package run.fibonacci.service.signon.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/// Makes text of some values that only this service's pods can make, read or change: a JSON Web
/// Token, encrypted (AES-256-GCM) by a key for one purpose.
final class Seal {
  private static final JWEHeader HEADER = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);
  private static final int KEY_BYTES = 32;

  private final SecretKey key;
  private final String issuer;
  private final Clock clock;

  /// @param secret what all pods know, and nobody else
  /// @param purpose what is sealed for one purpose does not open for another
  /// @param issuer nor does it for another issuer
  Seal(String secret, String purpose, String issuer, Clock clock) {
    this.key = derive(secret, purpose);
    this.issuer = issuer;
    this.clock = clock;
  }

  /// RFC 5869.
  private static SecretKey derive(String secret, String purpose) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              "AES",
              HKDFParameterSpec.ofExtract()
                  .addIKM(secret.getBytes(UTF_8))
                  .thenExpand(("fib-service " + purpose).getBytes(UTF_8), KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK 25 has HKDF-SHA256", e);
    }
  }

  String seal(Map<String, String> values, Duration life) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .expirationTime(Date.from(clock.instant().plus(life)));
    values.forEach(claims::claim);
    var sealed = new EncryptedJWT(HEADER, claims.build());
    try {
      sealed.encrypt(new DirectEncrypter(key));
    } catch (JOSEException e) {
      throw new AssertionError("every Java platform has AES-GCM", e);
    }
    return sealed.serialize();
  }

  /// What was sealed, unless this is something else or its time is over.
  Optional<JWTClaimsSet> open(String text) {
    try {
      EncryptedJWT sealed = EncryptedJWT.parse(text);
      sealed.decrypt(new DirectDecrypter(key));
      return Optional.ofNullable(sealed.getJWTClaimsSet()).filter(this::isValid);
    } catch (ParseException | JOSEException | RuntimeException e) {
      // The parser has exceptions of many kinds for what is no token.
      return Optional.empty();
    }
  }

  private boolean isValid(JWTClaimsSet claims) {
    return issuer.equals(claims.getIssuer())
        && claims.getExpirationTime() != null
        && claims.getExpirationTime().toInstant().isAfter(clock.instant());
  }
}
