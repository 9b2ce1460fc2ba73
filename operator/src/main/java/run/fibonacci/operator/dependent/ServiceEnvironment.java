package run.fibonacci.operator.dependent;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import run.fibonacci.api.v1.Authentication;
import run.fibonacci.api.v1.Database;
import run.fibonacci.api.v1.FibonacciServiceSpec;
import run.fibonacci.api.v1.Limits;
import run.fibonacci.operator.DefaultDatabase;
import run.fibonacci.operator.OperatorSettings;

/// The service's settings, as the environment of its container. The database's password is only
/// referred to: the pod reads it, the operator never does.
final class ServiceEnvironment {

  private static final String CERTIFICATE_AUTHORITY = "FIBONACCI_DATABASE_CERTIFICATE_AUTHORITY";

  private final List<EnvVar> variables = new ArrayList<>();

  private ServiceEnvironment() {}

  static List<EnvVar> of(FibonacciServiceSpec spec, OperatorSettings settings) {
    var environment = new ServiceEnvironment();
    environment.store(spec, settings);
    if (spec.authentication() != null) {
      environment.signOn(spec.authentication());
    }
    if (spec.limits() != null) {
      environment.limit(spec.limits());
    }
    if (spec.rateLimit() != null) {
      environment.set("FIBONACCI_RATE_LIMIT_PER_SECOND", spec.rateLimit().perSecond());
      environment.set("FIBONACCI_RATE_LIMIT_BURST", spec.rateLimit().burst());
    }
    if (spec.cors() != null) {
      environment.set("FIBONACCI_CORS_ORIGINS", String.join(",", spec.cors().origins()));
    }
    if (!contextPath(spec).isEmpty()) {
      environment.set("MICRONAUT_SERVER_CONTEXT_PATH", contextPath(spec));
    }
    if (spec.tracing() != null) {
      environment.set("FIBONACCI_TRACING_ENDPOINT", spec.tracing().endpoint());
      environment.set("FIBONACCI_TRACING_PERCENT", spec.tracing().percent());
    }
    if (spec.logging() != null) {
      environment.set("FIBONACCI_LOG_LEVEL", spec.logging().level());
      environment.set("FIBONACCI_LOG_FORMAT", spec.logging().format());
    }
    environment.variables.addAll(spec.env());
    return environment.variables;
  }

  /// What every path of the service begins with, since an Ingress passes paths on as they are:
  /// empty, or `/numbers`.
  static String contextPath(FibonacciServiceSpec spec) {
    var ingress = spec.ingress();
    var path = ingress == null ? "/" : requireNonNullElse(ingress.path(), "/");
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private void limit(Limits limits) {
    set("FIBONACCI_LIMITS_MAX_INDEX", limits.maxIndex());
    set("FIBONACCI_LIMITS_MAX_COUNT", limits.maxCount());
    set("FIBONACCI_LIMITS_MAX_CONCURRENT_COMPUTATIONS", limits.maxConcurrentComputations());
    set("FIBONACCI_LIMITS_REQUEST_TIMEOUT", limits.requestTimeout());
  }

  private void signOn(Authentication authentication) {
    set("FIBONACCI_AUTHENTICATION_ISSUER", authentication.issuer());
    set("FIBONACCI_AUTHENTICATION_AUDIENCE", authentication.audience());
    set("FIBONACCI_AUTHENTICATION_CLIENT_ID", authentication.clientId());
    set("FIBONACCI_AUTHENTICATION_USER_CLAIM", authentication.userClaim());
    set("FIBONACCI_AUTHENTICATION_ANONYMOUS", authentication.anonymous());
    var secret = authentication.clientSecret();
    if (secret != null) {
      var key = requireNonNullElse(secret.key(), "client-secret");
      refer("FIBONACCI_AUTHENTICATION_CLIENT_SECRET", secret.name(), key);
    }
    var cookies = authentication.cookieKey();
    if (cookies != null) {
      var key = requireNonNullElse(cookies.key(), "cookie-key");
      refer("FIBONACCI_AUTHENTICATION_COOKIE_KEY", cookies.name(), key);
    }
  }

  /// The database of the pods: the one in the spec, else the operator's; null for none.
  ///
  /// @throws NoDefaultDatabaseException if the spec asks for the operator's, and it has none
  static @Nullable Database database(FibonacciServiceSpec spec, OperatorSettings settings) {
    var wish = spec.database();
    return wish == null || wish.host() != null
        ? wish
        : settings.database().orElseThrow(NoDefaultDatabaseException::new).as(wish);
  }

  private void store(FibonacciServiceSpec spec, OperatorSettings settings) {
    var database = database(spec, settings);
    if (database == null) {
      set("FIBONACCI_STORE", "none");
      return;
    }
    set("FIBONACCI_STORE", "postgresql");
    set("FIBONACCI_DATABASE_HOST", database.host());
    set("FIBONACCI_DATABASE_PORT", database.port());
    set("FIBONACCI_DATABASE_NAME", database.name());
    set("FIBONACCI_DATABASE_MAXIMUM_POOL_SIZE", database.maximumPoolSize());
    if (database.iam() != null) {
      set("FIBONACCI_DATABASE_SSL_MODE", requireNonNullElse(database.sslMode(), "require"));
      set("FIBONACCI_DATABASE_IAM_REGION", database.iam().region());
      set("FIBONACCI_DATABASE_USERNAME", database.iam().username());
    } else {
      set("FIBONACCI_DATABASE_SSL_MODE", database.sslMode());
    }
    authority(spec, settings);
    if (database.credentialsSecret() != null) {
      var secret = database.credentialsSecret();
      var username = requireNonNullElse(secret.usernameKey(), "username");
      var password = requireNonNullElse(secret.passwordKey(), "password");
      refer("FIBONACCI_DATABASE_USERNAME", secret.name(), username);
      refer("FIBONACCI_DATABASE_PASSWORD", secret.name(), password);
    }
  }

  /// Who may sign the certificate of the database.
  private void authority(FibonacciServiceSpec spec, OperatorSettings settings) {
    var wish = requireNonNull(spec.database());
    if (wish.host() == null) {
      settings
          .database()
          .flatMap(DefaultDatabase::certificateAuthority)
          .ifPresent(pem -> set(CERTIFICATE_AUTHORITY, pem));
    } else if (wish.caConfigMap() != null) {
      variables.add(
          new EnvVarBuilder()
              .withName(CERTIFICATE_AUTHORITY)
              .withNewValueFrom()
              .withNewConfigMapKeyRef()
              .withName(wish.caConfigMap().name())
              .withKey(requireNonNullElse(wish.caConfigMap().key(), "ca.crt"))
              .endConfigMapKeyRef()
              .endValueFrom()
              .build());
    }
  }

  /// Leaves out what the spec leaves out, so that the service's own default holds.
  private void set(String name, @Nullable Object value) {
    if (value != null) {
      variables.add(new EnvVarBuilder().withName(name).withValue(value.toString()).build());
    }
  }

  private void refer(String name, String secret, String key) {
    variables.add(
        new EnvVarBuilder()
            .withName(name)
            .withNewValueFrom()
            .withNewSecretKeyRef()
            .withName(secret)
            .withKey(key)
            .endSecretKeyRef()
            .endValueFrom()
            .build());
  }
}
