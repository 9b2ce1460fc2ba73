package run.fibonacci.service.page;

import io.micronaut.http.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/// A file of the page.
///
/// @param tag its entity tag: the same on all pods of one version
record Asset(MediaType type, byte[] content, String tag) {
  private static final Map<String, MediaType> TYPES =
      Map.of(
          "html", MediaType.of("text/html;charset=utf-8"),
          "css", MediaType.of("text/css;charset=utf-8"),
          "js", MediaType.of("text/javascript;charset=utf-8"),
          "svg", MediaType.of("image/svg+xml"));

  private static final int TAG_LENGTH = 16;

  /// Reads a file of the resource folder.
  static Asset read(String name) {
    try (InputStream file = Asset.class.getResourceAsStream("/page/" + name)) {
      if (file == null) {
        throw new IllegalStateException("the jar has no page/" + name);
      }
      byte[] content = file.readAllBytes();
      return new Asset(type(name), content, tag(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MediaType type(String name) {
    return TYPES.getOrDefault(
        name.substring(name.lastIndexOf('.') + 1), MediaType.APPLICATION_OCTET_STREAM_TYPE);
  }

  private static String tag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return "\"" + HexFormat.of().formatHex(digest).substring(0, TAG_LENGTH) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
