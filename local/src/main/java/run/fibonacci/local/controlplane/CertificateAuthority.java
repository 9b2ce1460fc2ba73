package run.fibonacci.local.controlplane;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Signs X.509 certificates (RFC 5280) on P-256, whose keys take no time to make. They are good for
/// a month, longer than a platform stays up; each platform has its own authority.
final class CertificateAuthority {
  private static final X500Name NAME = new X500Name("CN=fibonacci-local-ca");
  private static final Duration VALIDITY = Duration.ofDays(30);
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);
  private static final int SERIAL_BITS = 127;

  private final SecureRandom random = new SecureRandom();
  private final KeyPair keys = newKeyPair();
  private final X509Certificate certificate = selfSigned();

  /// A certificate and the private key that belongs to it.
  record Identity(X509Certificate certificate, PrivateKey key) {}

  X509Certificate certificate() {
    return certificate;
  }

  static KeyPair newKeyPair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no P-256 keys", e);
    }
  }

  private X509Certificate selfSigned() {
    var builder = builder(NAME, keys);
    extend(builder, Extension.basicConstraints, new BasicConstraints(true));
    extend(builder, Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    return sign(builder);
  }

  /// Issues a certificate for a server and client with the given addresses.
  ///
  /// @param subject a distinguished name; Kubernetes reads CN as the user and O as the group
  Identity issue(String subject, List<GeneralName> addresses) {
    var pair = newKeyPair();
    var builder = builder(new X500Name(subject), pair);
    var purposes =
        new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
    extend(builder, Extension.extendedKeyUsage, new ExtendedKeyUsage(purposes));
    extend(builder, Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature));
    if (!addresses.isEmpty()) {
      var names = new GeneralNames(addresses.toArray(GeneralName[]::new));
      extend(builder, Extension.subjectAlternativeName, names);
    }
    return new Identity(sign(builder), pair.getPrivate());
  }

  private X509v3CertificateBuilder builder(X500Name subject, KeyPair pair) {
    var now = Instant.now();
    return new JcaX509v3CertificateBuilder(
        NAME,
        new BigInteger(SERIAL_BITS, random),
        Date.from(now.minus(CLOCK_SKEW)),
        Date.from(now.plus(VALIDITY)),
        subject,
        pair.getPublic());
  }

  private static void extend(
      X509v3CertificateBuilder builder, ASN1ObjectIdentifier extension, ASN1Encodable value) {
    try {
      builder.addExtension(extension, true, value);
    } catch (CertIOException e) {
      throw new IllegalStateException("Cannot encode " + extension, e);
    }
  }

  private X509Certificate sign(X509v3CertificateBuilder builder) {
    try {
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException("Cannot sign a certificate", e);
    }
  }
}
