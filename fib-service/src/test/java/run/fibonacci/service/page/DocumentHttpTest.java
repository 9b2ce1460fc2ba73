package run.fibonacci.service.page;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import run.fibonacci.service.RunningService;
import run.fibonacci.service.signon.OidcServer;

/// The OpenAPI document against the routes of a service with everything on.
final class DocumentHttpTest {
  private static final Set<String> METHODS = Set.of("get", "head", "post", "delete");

  private static OidcServer issuer;
  private static RunningService service;

  @BeforeAll
  static void start() {
    issuer = OidcServer.away();
    service = RunningService.start(issuer.pageEnvironment());
  }

  @AfterAll
  static void stop() {
    service.close();
    issuer.close();
  }

  /// `GET /fibonacci/{n}` and so on.
  private static Set<String> documented() {
    Map<String, Map<String, Map<String, Object>>> document =
        new Yaml().load(service.get("/openapi.yaml").body());
    return requireNonNull(document.get("paths")).entrySet().stream()
        .flatMap(path ->
            path.getValue().keySet().stream()
                .filter(METHODS::contains)
                .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Those of the service's own port; HEAD goes with GET.
  private static Set<String> routes() {
    return service
        .context()
        .getBean(Router.class)
        .uriRoutes()
        .filter(route -> route.getPort() == null)
        .map(DocumentHttpTest::route)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String route(UriRouteInfo<?, ?> route) {
    String path = route.getUriMatchTemplate().toPathString();
    return route.getHttpMethod() + " " + path.replaceAll("\\{(\\w+):[^}]*}", "{$1}");
  }

  @Test
  void everyRouteIsInTheDocument() {
    Set<String> undocumented = routes();
    undocumented.removeAll(documented());
    undocumented.removeIf(route ->
        route.startsWith(HttpMethod.HEAD.name())
            && documented().contains(route.replaceFirst("HEAD", "GET")));
    // There is nothing to GET there but what to write instead.
    undocumented.removeIf(route -> route.matches("(GET|HEAD) /fibonacci/index-of"));
    assertThat(undocumented).isEmpty();
  }

  @Test
  void everyRouteInTheDocumentIsThere() {
    assertThat(documented()).isNotEmpty().isSubsetOf(routes());
  }

  @Test
  void theDocumentIsServedAsYaml() {
    HttpResponse<String> document = service.get("/openapi.yaml");
    assertThat(document.statusCode()).isEqualTo(200);
    assertThat(document.headers().firstValue("Content-Type")).hasValue("application/yaml");
    assertThat(document.body()).startsWith("openapi: 3.1.0");
    String tag = document.headers().firstValue("ETag").orElseThrow();
    assertThat(service.get("/openapi.yaml", "If-None-Match", tag).statusCode()).isEqualTo(304);
  }

  @Test
  void whatShowsItComesFromTheServiceAlone() {
    HttpResponse<String> page = service.get("/swagger-ui");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("script-src 'self'")
        .doesNotContain("unsafe");
    assertThat(page.body()).doesNotContain("https://", "http://");
    assertThat(service.get("/swagger-ui/swagger-ui-bundle.js").body())
        .hasSizeGreaterThan(1_000_000);
    assertThat(service.get("/swagger-ui/secret").statusCode()).isEqualTo(404);
    assertThat(service.get("/swagger-ui/").headers().firstValue("Location"))
        .hasValue("/swagger-ui");
  }
}
