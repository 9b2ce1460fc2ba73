package run.fibonacci.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.core.io.service.SoftServiceLoader.Optimizations;
import io.micronaut.core.io.service.SoftServiceLoader.StaticDefinition;
import io.micronaut.core.io.service.SoftServiceLoader.StaticServiceLoader;
import io.micronaut.core.optim.StaticOptimizations;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells the framework which classes offer the services that it looks for, by an index that is made
/// when the jar is. Without it each start searches the jar, which takes a tenth of its time, and
/// asks each bean whether the libraries that it is for are here.
public final class ServiceIndex implements StaticOptimizations.Loader<Optimizations> {
  static final String FILE = "/META-INF/micronaut.index";

  @Override
  public Optimizations load() {
    URL file = ServiceIndex.class.getResource(FILE);
    // Where classes are not in a jar yet, it may be older than they are.
    boolean current = file != null && file.getProtocol().equals("jar");
    try {
      return new Optimizations(current ? new Services(read(file.openStream())) : Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The names of classes by the service's type, from lines with a type, each followed by one line
  /// for each class, which begins with a space.
  static Map<String, List<String>> read(InputStream index) throws IOException {
    Map<String, List<String>> services = new HashMap<>();
    try (var lines = new BufferedReader(new InputStreamReader(index, UTF_8))) {
      List<String> names = List.of();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(" ")) {
          names.add(line.substring(1));
        } else {
          names = services.computeIfAbsent(line, _ -> new ArrayList<>());
        }
      }
    }
    return services;
  }

  /// By type, as the framework asks: for a type that is not in this map it would search the jar, so
  /// there is an answer for each of its types.
  private static final class Services extends AbstractMap<String, StaticServiceLoader<?>> {
    private final Map<String, StaticServiceLoader<?>> offered = new HashMap<>();

    Services(Map<String, List<String>> index) {
      index.forEach((type, names) -> offered.put(type, new Classes(names)));
    }

    @Override
    public @Nullable StaticServiceLoader<?> get(Object type) {
      return containsKey(type) ? offered.getOrDefault(type, Classes.NONE) : null;
    }

    @Override
    public boolean containsKey(Object type) {
      return type instanceof String name && name.startsWith("io.micronaut.");
    }

    @Override
    public Set<Entry<String, StaticServiceLoader<?>>> entrySet() {
      return offered.entrySet();
    }
  }

  private record Classes(List<String> names) implements StaticServiceLoader<Object> {
    static final Classes NONE = new Classes(List.of());

    @Override
    public Stream<StaticDefinition<Object>> findAll(Predicate<String> condition) {
      return names.stream()
          .filter(condition)
          .map(name -> StaticDefinition.of(name, () -> instance(name)));
    }

    /// By reflection: nearly all of these classes are generated.
    private static Object instance(String name) {
      try {
        return Class.forName(name).getConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(name + " is in " + FILE + ", but cannot be made", e);
      }
    }
  }
}
