package run.fibonacci.service.signon.issuer;

import com.nimbusds.jose.jwk.JWKSet;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import run.fibonacci.service.SignOnSettings;
import run.fibonacci.service.problem.Problem;

/// The issuer's endpoints and keys. They are fetched when the service starts, renewed while they
/// are used, and fetched at once when a token names a key that is not among them. An issuer that is
/// away is asked again, by the requests that need it, until it is back.
@Singleton
@Requires(property = SignOnSettings.SIGN_ON)
public final class Issuer implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(Issuer.class);

  /// Keys older than this are renewed; requests go on with the old ones meanwhile.
  static final Duration FRESH = Duration.ofMinutes(5);

  /// Keys older than this are not believed any more: the issuer may have withdrawn them.
  static final Duration USABLE = Duration.ofHours(1);

  /// Unknown keys, which anyone can sign with, cause no more than one request to the issuer in this
  /// time.
  static final Duration PAUSE = Duration.ofSeconds(10);

  /// So often an issuer that is away is asked whether it is back.
  static final Duration PAUSE_WHILE_AWAY = Duration.ofSeconds(1);

  private final String issuer;
  private final Web web;
  private final Clock clock;

  private volatile @Nullable IssuerState state;
  private volatile boolean away;
  private CompletableFuture<IssuerState> fetching = CompletableFuture.failedFuture(unavailable());
  private Instant asked = Instant.EPOCH;
  private Instant askedForUnknown = Instant.EPOCH;

  Issuer(SignOnSettings settings, Web web, Clock clock) {
    this.issuer = settings.issuer();
    this.web = web;
    this.clock = clock;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    fetch();
  }

  /// The issuer as last seen, not long ago.
  ///
  /// @return fails with a problem (503) if it cannot be had now
  public CompletableFuture<IssuerState> state() {
    IssuerState known = state;
    if (known == null || isOlder(known, USABLE)) {
      return fetch();
    }
    if (isOlder(known, FRESH)) {
      fetch();
    }
    return CompletableFuture.completedFuture(known);
  }

  /// The issuer as it is now, for a key that is not known, unless that was asked just before.
  ///
  /// @return fails with a problem (503) if it cannot be had now
  synchronized CompletableFuture<IssuerState> newerState() {
    boolean justAsked = clock.instant().isBefore(askedForUnknown.plus(PAUSE));
    if (justAsked && !fetching.isCompletedExceptionally()) {
      return fetching;
    }
    askedForUnknown = clock.instant();
    return fetch();
  }

  /// Asks the issuer, once at a time; after a failure only when a pause is over. While it is away
  /// nobody waits for it: whoever comes is told at once, and whoever comes when it is back is
  /// served.
  private synchronized CompletableFuture<IssuerState> fetch() {
    boolean pauses = away && clock.instant().isBefore(asked.plus(PAUSE_WHILE_AWAY));
    if (fetching.isDone() && !pauses) {
      asked = clock.instant();
      fetching =
          ask()
              .whenComplete(this::keep)
              .exceptionallyCompose(e -> CompletableFuture.failedFuture(unavailable()));
    }
    return away && !fetching.isDone() ? CompletableFuture.failedFuture(unavailable()) : fetching;
  }

  private CompletableFuture<IssuerState> ask() {
    return web.get(discovery())
        .thenApply(this::parse)
        .thenCompose(endpoints ->
            web.get(endpoints.keys())
                .thenApply(keys -> new IssuerState(endpoints, parseKeys(keys), clock.instant())));
  }

  /// OpenID Connect Discovery 1.0, section 4.
  private URI discovery() {
    return URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
  }

  private Endpoints parse(String document) {
    try {
      return Endpoints.parse(document, issuer);
    } catch (ParseException e) {
      throw new CompletionException(discovery() + ": " + e.getMessage(), e);
    }
  }

  private static JWKSet parseKeys(String document) {
    try {
      return JWKSet.parse(document).toPublicJWKSet();
    } catch (ParseException e) {
      throw new CompletionException("the keys cannot be read: " + e.getMessage(), e);
    }
  }

  /// Keeps what was seen, and tells of changes in the log.
  private void keep(@Nullable IssuerState seen, @Nullable Throwable e) {
    if (seen != null) {
      state = seen;
      if (away) {
        LOG.info("The issuer {} is back", issuer);
      }
    } else if (!away) {
      LOG.warn("The issuer {} cannot be reached, asking again: {}", issuer, String.valueOf(e));
    }
    away = seen == null;
  }

  private boolean isOlder(IssuerState known, Duration age) {
    return clock.instant().isAfter(known.seen().plus(age));
  }

  private static RuntimeException unavailable() {
    return Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "issuer-unavailable",
            "who you are cannot be checked now, because the sign-on service does not answer: try"
                + " again; numbers at /fibonacci/{n} need no sign-on")
        .thrown();
  }
}
