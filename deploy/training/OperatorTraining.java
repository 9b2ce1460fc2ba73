import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Starts the operator by the given command, with something that stands in for an API server and
/// has one FibonacciService; ends it when it has reconciled that and reported its status. While an
/// image is built, the JVM learns from that what to have ready in its AOT cache; run again with
/// `-XX:AOTMode=on`, it shows that the cache is good.
///
/// What stands in knows three things: it lists one resource, it accepts whatever is written, and it
/// keeps watches open. It speaks TLS, for its handshake is a good part of a start.
///
/// Usage: `java OperatorTraining COMMAND...`
final class OperatorTraining {
  private static final String PASSWORD = "training";
  private static final int PATIENCE_SECONDS = 120;

  private static final String SERVICE =
      """
      {"apiVersion": "fibonacci.run/v1", "kind": "FibonacciService",
       "metadata": {"name": "training", "namespace": "default", "uid": "1", "generation": 1,
                    "resourceVersion": "1", "creationTimestamp": "2025-01-01T00:00:00Z"},
       "spec": {"autoscaling": {"minReplicas": 2, "maxReplicas": 4}, "ingress": {"host": "fib.example.com"},
                "database": {"host": "postgresql", "credentialsSecret": {"name": "postgresql"}}}}\
      """;

  private static final String ALL_RIGHTS =
      """
      {"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectRulesReview",
       "status": {"incomplete": false, "nonResourceRules": [],
                  "resourceRules": [{"verbs": ["*"], "apiGroups": ["*"], "resources": ["*"]}]}}\
      """;

  private final CountDownLatch reported = new CountDownLatch(1);
  private final HttpsServer server;

  private OperatorTraining(Path keys) throws Exception {
    server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls(keys)));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  public static void main(String[] command) throws Exception {
    Path folder = Files.createTempDirectory("training");
    Path keys = folder.resolve("keys.p12");
    Path certificate = folder.resolve("certificate.pem");
    keytool(
        "-genkeypair -alias server -keyalg EC -dname CN=training -ext san=ip:127.0.0.1 -validity 2"
            + " -storetype PKCS12 -storepass "
            + PASSWORD
            + " -keystore "
            + keys);
    keytool(
        "-exportcert -rfc -alias server -storepass "
            + PASSWORD
            + " -keystore "
            + keys
            + " -file "
            + certificate);
    var training = new OperatorTraining(keys);
    long began = System.nanoTime();
    Process operator = training.start(command, certificate);
    boolean reported = training.reported.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    double seconds = (System.nanoTime() - began) / 1e9;
    Duration cpu = operator.info().totalCpuDuration().orElse(Duration.ZERO);
    System.out.printf("first status after %.2f s, CPU %.2f s%n", seconds, cpu.toMillis() / 1e3);
    operator.destroy();
    operator.waitFor();
    if (!reported) {
      throw new IllegalStateException("the operator reported no status");
    }
    // Watches are still open on threads of their own.
    System.exit(0);
  }

  private static void keytool(String options) throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process = new ProcessBuilder((keytool + " " + options).split(" ")).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("keytool failed");
    }
  }

  private static SSLContext tls(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private Process start(String[] command, Path certificate) throws IOException {
    var builder = new ProcessBuilder(command).inheritIO();
    var environment = builder.environment();
    environment.put("KUBERNETES_MASTER", "https://127.0.0.1:" + server.getAddress().getPort());
    environment.put("KUBERNETES_CERTS_CA_FILE", certificate.toString());
    environment.put("KUBERNETES_AUTH_TOKEN", "training");
    environment.put("FIB_LEADER_ELECTION", "true");
    environment.put("FIB_BIND_ADDRESS", "127.0.0.1");
    environment.put("FIB_PORT", "0");
    return builder.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (InputStream body = exchange.getRequestBody()) {
      String sent = new String(body.readAllBytes(), UTF_8);
      String path = exchange.getRequestURI().getPath();
      String query = String.valueOf(exchange.getRequestURI().getRawQuery());
      switch (exchange.getRequestMethod()) {
        case "GET" -> {
          if (exchange.getRequestHeaders().containsKey("Upgrade")) {
            // No WebSocket here: the client asks again without.
            exchange.sendResponseHeaders(200, -1);
            return;
          }
          if (query.contains("watch=true")) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            return;
          }
          read(exchange, path);
        }
        default -> {
          send(exchange, 200, written(path, sent));
          if (path.endsWith("/training/status")) {
            reported.countDown();
          }
        }
      }
    }
  }

  private static void read(HttpExchange exchange, String path) throws IOException {
    if (path.contains("/leases/")) {
      send(
          exchange,
          404,
          "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"status\": \"Failure\", \"code\": 404}");
      return;
    }
    boolean ours = path.endsWith("/fibonacciservices");
    send(
        exchange,
        200,
        "{\"kind\": \"List\", \"apiVersion\": \"v1\", \"metadata\": {\"resourceVersion\": \"1\"},"
            + " \"items\": ["
            + (ours ? SERVICE : "")
            + "]}");
  }

  /// What was sent, as the API server has it from then on.
  private static String written(String path, String sent) {
    if (path.endsWith("/selfsubjectrulesreviews")) {
      return ALL_RIGHTS;
    }
    return path.endsWith("/training/status")
        ? SERVICE
        : sent.replaceFirst(
            "\"metadata\" *: *\\{",
            "\"metadata\":{\"uid\":\"2\",\"resourceVersion\":\"2\",\"generation\":1,");
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
