package run.fibonacci.service.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/// A file for browsers.
///
/// @param tag its entity tag: the same on all pods of one version
record Asset(MediaType type, byte[] content, String tag) {
  private static final Map<String, MediaType> TYPES =
      Map.of(
          "html", MediaType.of("text/html;charset=utf-8"),
          "css", MediaType.of("text/css;charset=utf-8"),
          "js", MediaType.of("text/javascript;charset=utf-8"),
          "yaml", MediaType.of("application/yaml"),
          "svg", MediaType.of("image/svg+xml"));

  /// The page's own files and interface, and nothing else.
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final int TAG_LENGTH = 16;

  /// Reads a resource, by its path from the root.
  static Asset read(String path) {
    try (InputStream file = Asset.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalStateException("the jar has no " + path);
      }
      byte[] content = file.readAllBytes();
      return new Asset(type(path), content, tag(content));
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

  /// The answer with this file, to be looked up anew each time by its tag: while pods of two
  /// versions serve at once, a name with a version in it would be missing on half of them.
  HttpResponse<?> answer(HttpRequest<?> request) {
    boolean known =
        request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream()
            .flatMap(header -> Arrays.stream(header.split(",")))
            .map(other -> other.strip().replaceFirst("^W/", ""))
            .anyMatch(other -> other.equals(tag) || other.equals("*"));
    MutableHttpResponse<?> response =
        known ? HttpResponse.notModified() : HttpResponse.ok(content).contentType(type);
    return response
        .header(HttpHeaders.ETAG, tag)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Referrer-Policy", "same-origin");
  }
}
