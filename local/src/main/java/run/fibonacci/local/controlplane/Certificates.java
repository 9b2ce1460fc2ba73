package run.fibonacci.local.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.interfaces.ECPrivateKey;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;
import run.fibonacci.local.controlplane.CertificateAuthority.Identity;

/// The certificates of one platform, signed by an authority of its own, in a folder of PEM files.
public final class Certificates {
  private final CertificateAuthority authority = new CertificateAuthority();
  private final Path folder;

  /// A certificate (for service accounts: a public key) and its private key, as PEM files.
  record PemPair(Path certificate, Path key) {}

  /// Makes a new authority; what it issues goes into the folder, which must be private.
  Certificates(Path folder) {
    this.folder = folder;
    write("ca.crt", authority.certificate());
  }

  /// The authority's certificate: what every client and server here trusts.
  public Path authority() {
    return folder.resolve("ca.crt");
  }

  /// A certificate by which a client shows who it is.
  ///
  /// @param subject a distinguished name: `CN=` is the user and `O=` the group that RBAC sees
  PemPair client(String file, String subject) {
    return save(file, authority.issue(subject, List.of()));
  }

  /// A certificate by which a server at these host names and IP addresses shows who it is.
  PemPair server(String file, String... addresses) {
    return save(file, serverIdentity(file, addresses));
  }

  /// The key pair that signs and checks the tokens of service accounts.
  PemPair serviceAccounts() {
    var pair = CertificateAuthority.newKeyPair();
    return new PemPair(
        write("service-accounts.pub", pair.getPublic()),
        write("service-accounts.key", pair.getPrivate()));
  }

  /// What an HTTPS server in this JVM needs: a certificate for its addresses, and the authority to
  /// check client certificates against (a server asks for them with `setNeedClientAuth`).
  public SSLContext serverContext(String name, String... addresses) {
    return context(serverIdentity(name, addresses));
  }

  /// What an HTTPS client in this JVM needs to be let in as the user of this name, and to trust the
  /// platform's servers.
  SSLContext clientContext(String user) {
    return context(authority.issue("CN=" + user, List.of()));
  }

  private Identity serverIdentity(String name, String... addresses) {
    var names = Stream.of(addresses).map(Certificates::generalName).toList();
    return authority.issue("CN=" + name, names);
  }

  private SSLContext context(Identity identity) {
    try {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      keys.setCertificateEntry("ca", authority.certificate());
      var chain = Stream.of(identity.certificate(), authority.certificate());
      keys.setKeyEntry(
          "own", identity.key(), new char[0], chain.toArray(java.security.cert.Certificate[]::new));
      var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(keys, new char[0]);
      var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(keys);
      var context = SSLContext.getInstance("TLS");
      context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("Cannot set up TLS", e);
    }
  }

  private static GeneralName generalName(String address) {
    var isIp = address.matches("[0-9.]+");
    return new GeneralName(isIp ? GeneralName.iPAddress : GeneralName.dNSName, address);
  }

  private PemPair save(String file, Identity identity) {
    return new PemPair(
        write(file + ".crt", identity.certificate()), write(file + ".key", identity.key()));
  }

  private Path write(String file, Object object) {
    var path = folder.resolve(file);
    try {
      Files.createDirectories(folder);
      try (var pem = new JcaPEMWriter(Files.newBufferedWriter(path))) {
        pem.writeObject(object instanceof ECPrivateKey key ? encoded(key) : object);
      }
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + path, e);
    }
  }

  /// A private key as RFC 5915 has it, with its curve: the form that Go, OpenSSL and the fabric8
  /// client all read from a kubeconfig.
  private static PemObject encoded(ECPrivateKey key) throws IOException {
    var bits = key.getParams().getOrder().bitLength();
    var structure =
        new org.bouncycastle.asn1.sec.ECPrivateKey(
            bits, key.getS(), SECObjectIdentifiers.secp256r1);
    return new PemObject("EC PRIVATE KEY", structure.getEncoded());
  }
}
