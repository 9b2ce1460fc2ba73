package run.fibonacci.operator.secret;

import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import run.fibonacci.api.v1.Authentication;
import run.fibonacci.api.v1.Database;
import run.fibonacci.api.v1.FibonacciServiceSpec;

/// Which Secrets the pods of a service take variables from.
final class SecretReferences {

  private SecretReferences() {}

  static SortedSet<String> of(FibonacciServiceSpec spec) {
    var names = new TreeSet<String>();
    Stream.of(database(spec.database()), authentication(spec.authentication()), env(spec))
        .flatMap(name -> name)
        .filter(Objects::nonNull)
        .forEach(names::add);
    return names;
  }

  private static Stream<String> database(@Nullable Database database) {
    return database == null || database.credentialsSecret() == null
        ? Stream.of()
        : Stream.of(database.credentialsSecret().name());
  }

  private static Stream<String> authentication(@Nullable Authentication authentication) {
    if (authentication == null) {
      return Stream.of();
    }
    var client = authentication.clientSecret();
    var cookies = authentication.cookieKey();
    return Stream.concat(
        client == null ? Stream.of() : Stream.of(client.name()),
        cookies == null ? Stream.of() : Stream.of(cookies.name()));
  }

  private static Stream<String> env(FibonacciServiceSpec spec) {
    return spec.env().stream()
        .map(variable -> variable.getValueFrom())
        .filter(Objects::nonNull)
        .map(EnvVarSource::getSecretKeyRef)
        .filter(Objects::nonNull)
        .map(SecretKeySelector::getName);
  }
}
