package run.fibonacci.operator.connection;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// The JDK's HTTP client, which tells an observer of each request, and feels the [Pulse] of each of
/// its WebSockets.
final class ObservedClient extends HttpClient {

  private static final int NO_ANSWER = 0;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("pulse").factory());
  private final HttpClient client;
  private final RequestObserver observer;

  ObservedClient(HttpClient client, RequestObserver observer) {
    this.client = client;
    this.observer = observer;
  }

  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    var builder = client.newWebSocketBuilder();
    return new WebSocket.Builder() {
      @Override
      public WebSocket.Builder header(String name, String value) {
        builder.header(name, value);
        return this;
      }

      @Override
      public WebSocket.Builder connectTimeout(Duration timeout) {
        builder.connectTimeout(timeout);
        return this;
      }

      @Override
      public WebSocket.Builder subprotocols(String mostPreferred, String... lesserPreferred) {
        builder.subprotocols(mostPreferred, lesserPreferred);
        return this;
      }

      @Override
      public CompletableFuture<WebSocket> buildAsync(URI uri, WebSocket.Listener listener) {
        var executor = client.executor().orElse(Runnable::run);
        var end = observer.begins(Request.watch(uri));
        return builder
            .buildAsync(uri, new Pulse(listener, timer, executor))
            .whenComplete((socket, error) -> end.accept(upgrade(error)));
      }
    };
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return client.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return client.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return client.authenticator();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    var end = observer.begins(Request.of(request));
    var status = NO_ANSWER;
    try {
      var response = client.send(request, handler);
      status = response.statusCode();
      return response;
    } finally {
      end.accept(status);
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return observed(request, () -> client.sendAsync(request, handler));
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> promises) {
    return observed(request, () -> client.sendAsync(request, handler, promises));
  }

  private <T> CompletableFuture<HttpResponse<T>> observed(
      HttpRequest request, Supplier<CompletableFuture<HttpResponse<T>>> send) {
    var end = observer.begins(Request.of(request));
    return send.get()
        .whenComplete(
            (response, error) -> end.accept(error == null ? response.statusCode() : NO_ANSWER));
  }

  private static int upgrade(@Nullable Throwable error) {
    return switch (error) {
      case null -> 101;
      case WebSocketHandshakeException refused -> refused.getResponse().statusCode();
      case CompletionException wrapped -> upgrade(wrapped.getCause());
      default -> NO_ANSWER;
    };
  }

  @Override
  public void shutdownNow() {
    timer.shutdownNow();
    client.shutdownNow();
  }
}
