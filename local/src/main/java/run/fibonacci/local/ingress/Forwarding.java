package run.fibonacci.local.ingress;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Sends requests where [Routing] says, with NGINX's headers and timeouts. A request goes to the
/// next pod when one refuses the connection, and a request that is safe to repeat also when the
/// connection breaks before the answer began (`proxy_next_upstream error`).
final class Forwarding extends ProxyHandler {
  private static final String LEFT = Forwarding.class.getName() + ".left";
  private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS");
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(60);
  private static final int CONNECTIONS_PER_POD = 1024;

  private final Routing routing;

  Forwarding(Routing routing) {
    this.routing = routing;
    setUseServerThreadPool(true);
  }

  /// A request's way: the pods that are left to try.
  private record Left(Backend backend, List<InetSocketAddress> targets) {
    Left next() {
      return new Left(backend, targets.subList(1, targets.size()));
    }
  }

  @Override
  protected void configureHttpClient(HttpClient client) {
    super.configureHttpClient(client);
    client.setConnectTimeout(CONNECT_TIMEOUT.toMillis());
    client.setMaxConnectionsPerDestination(CONNECTIONS_PER_POD);
    // what the request did not say is not said for it
    client.setUserAgentField(null);
    client.setDefaultRequestContentType(null);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var host = String.valueOf(request.getHttpURI().getAuthority());
    switch (routing.decide(host, Request.getPathInContext(request))) {
      case Decision.Refuse(var status, var reason) -> refuse(response, callback, status, reason);
      case Decision.Forward(var backend, var targets) -> {
        request.setAttribute(LEFT, new Left(backend, targets));
        super.handle(request, response, callback);
      }
    }
    return true;
  }

  private static void refuse(Response response, Callback callback, int status, String reason) {
    response.reset();
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, MimeTypes.Type.TEXT_PLAIN_UTF_8.asString());
    Content.Sink.write(response, true, status + ": " + reason + "\n", callback);
  }

  private static Left left(Request request) {
    return (Left) request.getAttribute(LEFT);
  }

  @Override
  protected HttpURI rewriteHttpURI(Request request) {
    var target = left(request).targets().getFirst();
    return HttpURI.build(request.getHttpURI())
        .scheme("http")
        .host(target.getHostString())
        .port(target.getPort());
  }

  @Override
  protected org.eclipse.jetty.client.Request newProxyToServerRequest(Request request, HttpURI to) {
    // not through java.net.URI, which refuses characters that servers are asked for
    return getHttpClient()
        .newRequest(to.getHost(), to.getPort())
        .method(request.getMethod())
        .path(to.getPathQuery())
        .idleTimeout(SILENCE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request forwarded) {
    var client = Request.getRemoteAddr(request);
    var uri = request.getHttpURI();
    // replaced, not extended: nobody before this proxy is to be believed
    forwarded.headers(headers ->
        headers
            .put("X-Real-IP", client)
            .put("X-Forwarded-For", client)
            .put("X-Forwarded-Host", String.valueOf(uri.getAuthority()))
            .put("X-Forwarded-Port", String.valueOf(Request.getLocalPort(request)))
            .put("X-Forwarded-Proto", uri.getScheme()));
  }

  @Override
  protected org.eclipse.jetty.client.Request.Content newProxyToServerRequestContent(
      Request request, Response response, org.eclipse.jetty.client.Request forwarded) {
    return new Body(request);
  }

  /// A request's body. As long as nothing was read, a failed attempt leaves it for the next.
  private static final class Body extends ProxyRequestContent {
    private volatile boolean read;

    Body(Request request) {
      super(request);
    }

    @Override
    public Content.Chunk read() {
      read = true;
      return super.read();
    }

    @Override
    public void fail(Throwable failure, boolean last) {
      if (read) {
        super.fail(failure, last);
      }
    }
  }

  @Override
  protected void onServerToProxyResponseFailure(
      Request request,
      org.eclipse.jetty.client.Request forwarded,
      org.eclipse.jetty.client.Response answer,
      Response response,
      Callback callback,
      Throwable failure) {
    var left = left(request).next();
    if (response.isCommitted()) {
      callback.failed(failure);
    } else if (!left.targets().isEmpty() && isWorthRepeating(request, failure)) {
      response.reset();
      request.setAttribute(LEFT, left);
      super.handle(request, response, callback);
    } else if (failure instanceof TimeoutException) {
      var reason = "service " + left.backend() + " did not answer: " + failure.getMessage();
      refuse(response, callback, HttpStatus.GATEWAY_TIMEOUT_504, reason);
    } else {
      var reason = "service " + left.backend() + " cannot be reached: " + failure;
      refuse(response, callback, HttpStatus.BAD_GATEWAY_502, reason);
    }
  }

  private static boolean isWorthRepeating(Request request, Throwable failure) {
    var repeatable = REPEATABLE.contains(request.getMethod()) && request.getLength() <= 0;
    return failure instanceof ConnectException
        || (repeatable && !(failure instanceof TimeoutException));
  }
}
