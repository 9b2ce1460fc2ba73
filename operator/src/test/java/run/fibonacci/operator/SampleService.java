package run.fibonacci.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/// What the pods of the tests run: it answers the probes of the real service, or does not, as its
/// environment says. It uses nothing but the JDK, for it is packed into a jar alone.
public final class SampleService {

  private SampleService() {}

  public static void main(String[] arguments) throws IOException {
    var code = System.getenv("SAMPLE_EXIT");
    if (code != null) {
      System.out.println("no database here");
      System.out.println("\tat some.inner.Part");
      Runtime.getRuntime().halt(Integer.parseInt(code));
    }
    for (var port : new int[] {6765, 6766}) {
      var server = HttpServer.create(new InetSocketAddress(System.getenv("BIND_ADDRESS"), port), 0);
      server.createContext("/", SampleService::answer);
      server.start();
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    var fails = System.getenv("SAMPLE_FAILS");
    var path = exchange.getRequestURI().getPath();
    exchange.sendResponseHeaders(fails != null && path.endsWith(fails) ? 503 : 200, -1);
    exchange.close();
  }
}
