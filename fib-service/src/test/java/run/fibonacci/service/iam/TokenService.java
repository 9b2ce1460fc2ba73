package run.fibonacci.service.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// AWS's Security Token Service as far as a pod needs it: `AssumeRoleWithWebIdentity` (AWS STS API
/// Reference).
final class TokenService implements AutoCloseable {

  private final HttpServer server;
  private final Credentials credentials;
  private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();

  private TokenService(HttpServer server, Credentials credentials) {
    this.server = server;
    this.credentials = credentials;
  }

  /// Gives these credentials to everyone who asks.
  static TokenService giving(Credentials credentials) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var service = new TokenService(server, credentials);
    server.createContext("/", service::answer);
    server.start();
    return service;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// The parameters of each request so far.
  List<Map<String, String>> requests() {
    return requests;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(form(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      var body =
          """
          <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
            <AssumeRoleWithWebIdentityResult>
              <Credentials>
                <AccessKeyId>%s</AccessKeyId>
                <SecretAccessKey>%s</SecretAccessKey>
                <SessionToken>%s</SessionToken>
                <Expiration>%s</Expiration>
              </Credentials>
            </AssumeRoleWithWebIdentityResult>
          </AssumeRoleWithWebIdentityResponse>
          """
              .formatted(
                  credentials.keyId(),
                  credentials.secretKey(),
                  credentials.sessionToken(),
                  Instant.now().plus(1, ChronoUnit.HOURS))
              .getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/xml");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Map<String, String> form(String body) {
    return Arrays.stream(body.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /// What AWS signs requests with.
  record Credentials(String keyId, String secretKey, String sessionToken) {}
}
