package run.fibonacci.service.signon.login;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.cookie.SameSite;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import run.fibonacci.service.SignOnSettings;
import run.fibonacci.service.SignOnSettings.Client;
import run.fibonacci.service.problem.ProblemException;
import run.fibonacci.service.signon.Origin;
import run.fibonacci.service.signon.issuer.Claims;
import run.fibonacci.service.signon.issuer.Endpoints;
import run.fibonacci.service.signon.issuer.Issuer;
import run.fibonacci.service.signon.issuer.IssuerState;
import run.fibonacci.service.signon.issuer.Tokens;
import run.fibonacci.service.signon.login.Sessions.Session;

/// Signs a browser in and out. It is the browser's user who comes here, so what goes wrong is told
/// on the page, which is given its name in `?sign-in=`.
@Controller
@Requires(property = SignOnSettings.SIGN_IN)
final class SignInController {
  private static final Logger LOG = LoggerFactory.getLogger(SignInController.class);
  private static final String COOKIE = "sign-in";
  private static final String CALLBACK = "sign-in/callback";

  /// How long a user may take at the issuer.
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final SignOnSettings settings;
  private final Client client;
  private final Issuer issuer;
  private final Tokens tokens;
  private final CodeExchange exchange;
  private final Sessions sessions;
  private final Cookies cookies;
  private final Seal seal;

  SignInController(
      SignOnSettings settings,
      Issuer issuer,
      Tokens tokens,
      CodeExchange exchange,
      Sessions sessions,
      Cookies cookies,
      Clock clock) {
    this.settings = settings;
    this.client = settings.client().orElseThrow();
    this.issuer = issuer;
    this.tokens = tokens;
    this.exchange = exchange;
    this.sessions = sessions;
    this.cookies = cookies;
    this.seal = new Seal(client.cookieKey(), COOKIE, settings.issuer(), clock);
  }

  /// What can go wrong, by the name that the page is given.
  private enum Failure {
    /// Cookies would not come back: the page is open by plain http.
    INSECURE,
    /// The issuer does not answer.
    UNAVAILABLE,
    /// The user, or the issuer, did not want to.
    REFUSED,
    /// The browser came back too late, twice, or from somewhere else.
    EXPIRED
  }

  @Get("/sign-in")
  CompletionStage<HttpResponse<?>> begin(HttpRequest<?> request) {
    Origin origin = Origin.of(request);
    if (!origin.keepsCookies()) {
      return CompletableFuture.completedFuture(toPage(Failure.INSECURE));
    }
    Attempt attempt = Attempt.begin(origin.url(cookies.root() + CALLBACK));
    return issuer
        .state()
        .<HttpResponse<?>>thenApply(state -> toIssuer(request, state.endpoints(), attempt))
        .exceptionally(e -> toPage(Failure.UNAVAILABLE));
  }

  private HttpResponse<?> toIssuer(HttpRequest<?> request, Endpoints endpoints, Attempt attempt) {
    URI address =
        new Form()
            .with("response_type", "code")
            .with("client_id", client.id())
            .with("redirect_uri", attempt.redirect())
            .with(
                "scope",
                settings.userClaim().equals("email") ? "openid profile email" : "openid profile")
            .with("state", attempt.state())
            .with("nonce", attempt.nonce())
            .with("code_challenge", attempt.challenge())
            .with("code_challenge_method", "S256")
            .appendedTo(endpoints.authorization());
    // Lax: the browser comes back from another site, and must bring it.
    return redirect(address)
        .cookie(
            cookies.make(request, COOKIE, seal.seal(attempt.values(), LIFE), SameSite.Lax, LIFE));
  }

  @Get("/" + CALLBACK)
  CompletionStage<HttpResponse<?>> end(HttpRequest<?> request) {
    Optional<Attempt> attempt =
        request
            .getCookies()
            .findCookie(COOKIE)
            .flatMap(cookie -> seal.open(cookie.getValue()))
            .flatMap(Attempt::of)
            .filter(begun -> begun.hasState(parameter(request, "state")));
    CompletionStage<MutableHttpResponse<?>> response =
        attempt.isEmpty()
            ? CompletableFuture.completedStage(toPage(Failure.EXPIRED))
            : parameter(request, "code").isEmpty()
                ? CompletableFuture.completedStage(toPage(Failure.REFUSED))
                : finish(request, attempt.get());
    return response.thenApply(
        answer -> answer.cookie(cookies.remove(request, COOKIE, SameSite.Lax)));
  }

  private CompletionStage<MutableHttpResponse<?>> finish(HttpRequest<?> request, Attempt attempt) {
    return issuer
        .state()
        .thenCompose(state -> idToken(request, state, attempt))
        .<MutableHttpResponse<?>>thenCompose(token ->
            tokens
                .idToken(token, client.id())
                .thenApply(claims -> {
                  check(claims, attempt);
                  return redirect(URI.create(cookies.root()))
                      .cookie(sessions.begin(request, claims.user(), token));
                }))
        .exceptionally(e -> toPage(failure(e)));
  }

  private CompletionStage<String> idToken(
      HttpRequest<?> request, IssuerState state, Attempt attempt) {
    if (state.endpoints().namesItself() && !parameter(request, "iss").equals(settings.issuer())) {
      throw new CodeExchange.Refused("the answer is another issuer's");
    }
    return exchange.idToken(state.endpoints(), attempt, parameter(request, "code"));
  }

  /// OpenID Connect Core 1.0, section 3.1.3.7: of this sign-in, and given to this client.
  private void check(Claims claims, Attempt attempt) {
    boolean toUs =
        claims.all().getAudience().size() == 1
            || claims.text("azp").filter(client.id()::equals).isPresent();
    if (!toUs || !claims.text("nonce").filter(attempt.nonce()::equals).isPresent()) {
      throw new CodeExchange.Refused("the ID token is of another sign-in");
    }
  }

  private static Failure failure(Throwable e) {
    Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
    LOG.warn("A sign-in failed: {}", cause.toString());
    boolean refused =
        cause instanceof CodeExchange.Refused
            || cause instanceof ProblemException problem
                && problem.problem().status().getCode() < 500;
    return refused ? Failure.REFUSED : Failure.UNAVAILABLE;
  }

  /// Signs out here, and tells the page where to go to sign out at the issuer, too.
  @Post("/sign-out")
  @Consumes(MediaType.ALL)
  CompletionStage<HttpResponse<?>> signOut(HttpRequest<?> request) {
    Session session = sessions.find(request);
    return issuer
        .state()
        .thenApply(state -> state.endpoints().endSession())
        .exceptionally(e -> Optional.empty())
        .thenApply(address ->
            HttpResponse.ok(
                    Map.of(
                        "next",
                        address
                            .map(end -> endSession(request, session, end).toString())
                            .orElse(cookies.root())))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .cookie(sessions.end(request)));
  }

  /// OpenID Connect RP-Initiated Logout 1.0, section 2.
  private URI endSession(HttpRequest<?> request, Session session, URI address) {
    var form =
        new Form()
            .with("client_id", client.id())
            .with("post_logout_redirect_uri", Origin.of(request).url(cookies.root()));
    if (session instanceof Session.Open(var user, var idToken) && !idToken.isEmpty()) {
      form.with("id_token_hint", idToken);
    }
    return form.appendedTo(address);
  }

  private MutableHttpResponse<?> toPage(Failure failure) {
    String name = failure.name().toLowerCase(Locale.ROOT);
    return redirect(URI.create(cookies.root() + "?sign-in=" + name));
  }

  private static MutableHttpResponse<?> redirect(URI address) {
    return HttpResponse.seeOther(address).header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private static String parameter(HttpRequest<?> request, String name) {
    return Optional.ofNullable(request.getParameters().get(name)).orElse("");
  }
}
