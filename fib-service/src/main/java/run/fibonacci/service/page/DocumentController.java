package run.fibonacci.service.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import run.fibonacci.service.problem.Problem;

/// Serves the OpenAPI document, and Swagger UI from its own jar, which shows it. They are read when
/// they are first asked for: most pods never are.
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class DocumentController {
  private static final String UI = "/META-INF/resources/webjars/swagger-ui/";
  private static final String VERSION = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
  private static final String PAGE = "/openapi/swagger-ui.html";

  /// The files of Swagger UI's page: those of its jar, and what starts it.
  private static final Map<String, String> FILES =
      Map.of(
          "swagger-ui.css",
          ui("swagger-ui.css"),
          "swagger-ui-bundle.js",
          ui("swagger-ui-bundle.js"),
          "start.js",
          "/openapi/start.js",
          "look.css",
          "/openapi/look.css");

  private final Map<String, Asset> read = new ConcurrentHashMap<>();

  private static String ui(String file) {
    try (InputStream properties = DocumentController.class.getResourceAsStream(VERSION)) {
      var jar = new Properties();
      jar.load(properties);
      return UI + jar.getProperty("version") + "/" + file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Get("/openapi.yaml")
  @Produces(MediaType.ALL)
  HttpResponse<?> document(HttpRequest<?> request) {
    return serve(request, "/openapi/openapi.yaml");
  }

  /// Its links are relative, so its own path must not end with a slash.
  @Get("/swagger-ui")
  @Produces(MediaType.ALL)
  HttpResponse<?> page(HttpRequest<?> request) {
    String path = request.getPath();
    return path.endsWith("/")
        ? HttpResponse.redirect(URI.create(path.replaceFirst("^/+", "/").replaceFirst("/+$", "")))
        : serve(request, PAGE);
  }

  @Get("/swagger-ui/{file}")
  @Produces(MediaType.ALL)
  HttpResponse<?> file(HttpRequest<?> request, String file) {
    String path = FILES.get(file);
    if (path == null) {
      throw Problem.of(HttpStatus.NOT_FOUND, "no-such-path", "Swagger UI has no file " + file)
          .thrown();
    }
    return serve(request, path);
  }

  private HttpResponse<?> serve(HttpRequest<?> request, String path) {
    return read.computeIfAbsent(path, Asset::read).answer(request);
  }
}
