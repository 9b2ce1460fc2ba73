package run.fibonacci.service.sequence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// The SHA-256 of something that only its owner shall know: what the database holds of a session
/// key.
public final class Digest implements Comparable<Digest> {
  private final byte[] bytes;

  private Digest(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The digest of these words. Each is preceded by its length, so that no two lists share a
  /// digest.
  public static Digest of(String... words) {
    MessageDigest sha256 = sha256();
    for (String word : words) {
      byte[] encoded = word.getBytes(UTF_8);
      sha256.update((encoded.length + ":").getBytes(UTF_8));
      sha256.update(encoded);
    }
    return new Digest(sha256.digest());
  }

  /// A digest that was kept somewhere.
  public static Digest ofBytes(byte[] bytes) {
    return new Digest(bytes.clone());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /// A copy of the 32 bytes.
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public int compareTo(Digest other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /// The digest in hexadecimal.
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
