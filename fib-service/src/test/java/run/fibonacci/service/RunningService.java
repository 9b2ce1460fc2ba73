package run.fibonacci.service;

import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/// An instance of the service in this process, and a client for it. Several can run at once.
public final class RunningService implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final EmbeddedServer server;

  private RunningService(EmbeddedServer server) {
    this.server = server;
  }

  /// Starts the service as if these were its environment variables.
  public static RunningService start(Map<String, String> environment) {
    return start(environment, Map.of());
  }

  /// Starts the service with these properties of the framework, too.
  public static RunningService start(
      Map<String, String> environment, Map<String, Object> properties) {
    ApplicationContextBuilder builder = ApplicationContext.builder().deduceEnvironment(false);
    builder.properties(Map.of("micronaut.server.host", Loopback.address()));
    builder.properties(properties);
    return new RunningService(
        Application.configure(builder, environment).run(EmbeddedServer.class));
  }

  /// Waits until it says that it is ready, as whoever sends it requests does.
  public RunningService awaitReady() {
    return awaitReady("");
  }

  /// @param root the context path, in front of the paths of health, too
  public RunningService awaitReady(String root) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> management(root + "/health/readiness").statusCode() == 200);
    return this;
  }

  public ApplicationContext context() {
    return server.getApplicationContext();
  }

  /// Where it is: scheme, host and port.
  public URI uri() {
    return server.getURI();
  }

  /// Where this path is, for clients of other kinds.
  public URI uri(String path) {
    return server.getURI().resolve(path);
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send("GET", server.getURI().resolve(path), headers);
  }

  public HttpResponse<String> post(String path, String... headers) {
    return send("POST", server.getURI().resolve(path), headers);
  }

  /// A POST with a body, which the service has no use for.
  public HttpResponse<String> post(String path, byte[] body, String... headers) {
    return send("POST", server.getURI().resolve(path), BodyPublishers.ofByteArray(body), headers);
  }

  public HttpResponse<String> delete(String path, String... headers) {
    return send("DELETE", server.getURI().resolve(path), headers);
  }

  public HttpResponse<String> options(String path, String... headers) {
    return send("OPTIONS", server.getURI().resolve(path), headers);
  }

  /// A request to the port of health and metrics.
  public HttpResponse<String> management(String path) {
    return send("GET", URI.create("http://" + server.getHost() + ":6766" + path));
  }

  private HttpResponse<String> send(String method, URI uri, String... headers) {
    return send(method, uri, BodyPublishers.noBody(), headers);
  }

  private HttpResponse<String> send(String method, URI uri, BodyPublisher body, String... headers) {
    var request = HttpRequest.newBuilder(uri).method(method, body).timeout(Duration.ofSeconds(30));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + uri + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
