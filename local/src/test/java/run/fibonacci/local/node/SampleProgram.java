package run.fibonacci.local.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// What the pods of the tests run: a server that tells about itself and does as it is told. It uses
/// nothing but the JDK, for it is packed into a jar alone.
public final class SampleProgram {
  private static final Set<String> BROKEN = ConcurrentHashMap.newKeySet();

  private SampleProgram() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println("started " + String.join(" ", arguments));
    Runtime.getRuntime().addShutdownHook(new Thread(SampleProgram::stop));
    var address = new InetSocketAddress(System.getenv("BIND_ADDRESS"), 8080);
    var server = HttpServer.create(address, 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", SampleProgram::handle);
    server.start();
  }

  private static void stop() {
    System.out.println("told to stop");
    if (System.getenv("STUBBORN") != null) {
      LockSupport.park();
    }
  }

  private static void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      int slash = path.indexOf('/', 1);
      var rest = slash < 0 ? "" : path.substring(slash + 1);
      switch (slash < 0 ? path : path.substring(0, slash)) {
        case "/env" -> answer(exchange, 200, String.valueOf(System.getenv(rest)));
        case "/property" -> answer(exchange, 200, String.valueOf(System.getProperty(rest)));
        case "/resolve" -> answer(exchange, 200, InetAddress.getByName(rest).getHostAddress());
        case "/headers" -> answer(exchange, 200, headers(exchange));
        case "/echo" -> exchange(exchange);
        case "/break" -> {
          BROKEN.add(rest);
          answer(exchange, 200, "");
        }
        case "/health" -> answer(exchange, BROKEN.contains(rest) ? 503 : 200, "");
        case "/busy" -> {
          Thread.ofPlatform().daemon().start(SampleProgram::spin);
          answer(exchange, 200, "");
        }
        case "/exit" -> {
          System.out.println("I give up");
          Runtime.getRuntime().halt(Integer.parseInt(rest));
        }
        default -> answer(exchange, 200, System.getenv("HOSTNAME"));
      }
    }
  }

  private static void spin() {
    var random = new Random(1);
    while (random.nextDouble() < 2) {
      Thread.onSpinWait();
    }
  }

  private static String headers(HttpExchange exchange) {
    var text = new StringBuilder();
    for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
      text.append(header.getKey()).append(": ").append(header.getValue()).append('\n');
    }
    return text.toString();
  }

  /// Sends back what comes, as it comes.
  private static void exchange(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    var part = new byte[1024];
    for (int n; (n = exchange.getRequestBody().read(part)) >= 0; ) {
      exchange.getResponseBody().write(part, 0, n);
      exchange.getResponseBody().flush();
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
