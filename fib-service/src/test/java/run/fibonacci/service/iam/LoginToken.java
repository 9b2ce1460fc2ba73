package run.fibonacci.service.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import run.fibonacci.service.iam.TokenService.Credentials;

/// A password that IAM signs: a request to `rds-db`, presigned by Signature Version 4 (AWS IAM User
/// Guide, "Create a signed AWS API request").
///
/// @param host host and port that it logs in to
/// @param parameters its query, still percent-encoded, by name
record LoginToken(String host, TreeMap<String, String> parameters) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  static LoginToken parse(String password) {
    var parts = password.split("/\\?", 2);
    var parameters =
        Arrays.stream(parts[1].split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(p -> p[0], p -> p[1], (first, _) -> first, TreeMap::new));
    return new LoginToken(parts[0], parameters);
  }

  /// Whether this is what the holder of the credentials signs for this user, server and time.
  boolean admits(String user, String server, Credentials credentials, Instant now)
      throws GeneralSecurityException {
    var signed = Instant.from(TIME.parse(parameter("X-Amz-Date")));
    var lifetime = Duration.ofSeconds(Long.parseLong(parameter("X-Amz-Expires")));
    return host.equals(server)
        && parameter("DBUser").equals(user)
        && parameter("Action").equals("connect")
        && parameter("X-Amz-Security-Token").equals(credentials.sessionToken())
        && now.isBefore(signed.plus(lifetime))
        && parameter("X-Amz-Signature").equals(signature(credentials));
  }

  private String signature(Credentials credentials) throws GeneralSecurityException {
    var scope = parameter("X-Amz-Credential").split("/", 2)[1];
    var query =
        parameters.entrySet().stream()
            .filter(parameter -> !parameter.getKey().equals("X-Amz-Signature"))
            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
            .collect(Collectors.joining("&"));
    var request = String.join("\n", "GET", "/", query, "host:" + host, "", "host", hash(""));
    var text = String.join("\n", "AWS4-HMAC-SHA256", parameter("X-Amz-Date"), scope, hash(request));
    var key = ("AWS4" + credentials.secretKey()).getBytes(UTF_8);
    for (var part : scope.split("/")) {
      key = mac(key, part);
    }
    return HexFormat.of().formatHex(mac(key, text));
  }

  private String parameter(String name) {
    return URLDecoder.decode(Objects.requireNonNullElse(parameters.get(name), ""), UTF_8);
  }

  private static String hash(String text) throws GeneralSecurityException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }

  private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
    return mac.doFinal(text.getBytes(UTF_8));
  }
}
