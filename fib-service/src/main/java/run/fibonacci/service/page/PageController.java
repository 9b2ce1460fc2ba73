package run.fibonacci.service.page;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import run.fibonacci.service.Limits;
import run.fibonacci.service.SignOnSettings;
import run.fibonacci.service.problem.Problem;
import run.fibonacci.service.signon.login.Sessions;
import run.fibonacci.service.signon.login.Sessions.Session;

/// Serves the page.
@Controller
final class PageController {
  private static final String INDEX = "index.html";

  private static final Map<String, Asset> ASSETS =
      Stream.of(
              INDEX,
              "icon.svg",
              "style.css",
              "app.js",
              "account.js",
              "api.js",
              "growth.js",
              "number.js",
              "sequence.js",
              "spiral.js",
              "view.js")
          .collect(
              Collectors.toUnmodifiableMap(
                  Function.identity(), name -> Asset.read("/page/" + name)));

  private final Limits limits;
  private final Optional<SignOnSettings> signOn;
  private final Optional<Sessions> sessions;
  private final boolean sequences;

  PageController(
      Limits limits,
      Optional<SignOnSettings> signOn,
      Optional<Sessions> sessions,
      @Value("${fibonacci.store}") String store) {
    this.limits = limits;
    this.signOn = signOn;
    this.sessions = sessions;
    this.sequences = !store.equals("none");
  }

  /// The page; its links are relative, so its own path must end with a slash.
  @Get("/")
  @Produces(MediaType.ALL)
  HttpResponse<?> page(HttpRequest<?> request) {
    String path = request.getPath();
    return path.endsWith("/")
        ? serve(request, INDEX)
        : HttpResponse.redirect(URI.create(path.replaceFirst("^/+", "/") + "/"));
  }

  @Get("/page/{file:[a-z]+[.][a-z]+}")
  @Produces(MediaType.ALL)
  HttpResponse<?> file(HttpRequest<?> request, String file) {
    return serve(request, file);
  }

  private static HttpResponse<?> serve(HttpRequest<?> request, String name) {
    Asset asset = ASSETS.get(name);
    if (asset == null) {
      throw Problem.of(HttpStatus.NOT_FOUND, "no-such-path", "the page has no file " + name)
          .thrown();
    }
    return asset.answer(request);
  }

  /// What is switched on, and who is signed in ([PageSettings]: a type that the signature leaves
  /// out, or its JSON would be prepared when the service starts). A sign-in that has ended is
  /// cleaned away.
  @Get("/page/settings")
  HttpResponse<?> settings(HttpRequest<?> request) {
    Session session = sessions.map(all -> all.find(request)).orElse(new Session.None());
    String user = session instanceof Session.Open(var who, var token) ? who.name() : null;
    var settings =
        new PageSettings(
            limits.maxIndex(),
            limits.maxCount(),
            sequences,
            signOn
                .map(on -> new PageSettings.SignOn(on.client().isPresent(), on.anonymous(), user))
                .orElse(null));
    MutableHttpResponse<PageSettings> response =
        HttpResponse.ok(settings).header(HttpHeaders.CACHE_CONTROL, "no-store");
    if (session instanceof Session.Ended) {
      sessions.ifPresent(all -> response.cookie(all.end(request)));
    }
    return response;
  }
}
