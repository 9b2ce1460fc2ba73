import io.micronaut.context.annotation.Requires;
import io.micronaut.inject.BeanDefinitionReference;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Writes down which classes of the class path offer the services that Micronaut looks for: a line
/// with a service's type, then one for each class, which begins with a space. `ServiceIndex FILE`.
final class ServiceIndex {
  private static final String FRAMEWORK = "io.micronaut.";

  private final Map<String, Set<String>> services = new TreeMap<>();

  public static void main(String[] args) throws IOException {
    var index = new ServiceIndex();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      index.addEntry(Path.of(entry));
    }
    Path file = Path.of(args[0]);
    Files.createDirectories(file.getParent());
    Files.write(file, index.lines());
  }

  private void addEntry(Path entry) throws IOException {
    if (Files.isDirectory(entry)) {
      addTree(entry);
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(entry)) {
      addTree(jar.getPath("/"));
    }
  }

  private void addTree(Path root) throws IOException {
    for (Path type : list(root.resolve("META-INF/micronaut"))) {
      for (Path name : list(type)) {
        add(name(type), name(name));
      }
    }
    for (Path type : list(root.resolve("META-INF/services"))) {
      if (name(type).startsWith(FRAMEWORK)) {
        for (String line : Files.readAllLines(type)) {
          add(name(type), line.replaceFirst("#.*", "").strip());
        }
      }
    }
  }

  private void add(String type, String name) {
    if (!name.isEmpty() && usable(name)) {
      services.computeIfAbsent(type, _ -> new LinkedHashSet<>()).add(name);
    }
  }

  /// Some are for libraries that are not here, which only an attempt shows: the framework ignores
  /// them.
  private static boolean usable(String name) {
    try {
      Object service = Class.forName(name).getConstructor().newInstance();
      return !(service instanceof BeanDefinitionReference<?> bean) || complete(bean);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof LinkageError) {
        return false;
      }
      throw new IllegalStateException(name + " cannot be made", e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      return false;
    }
  }

  /// Whether the classes that a bean asks for are here: if not, the framework would not make it,
  /// once it had looked for them in vain at each start.
  private static boolean complete(BeanDefinitionReference<?> bean) {
    return bean.getAnnotationMetadata().getAnnotationValuesByType(Requires.class).stream()
        .flatMap(requirement -> Stream.of(requirement.annotationClassValues("classes")))
        .allMatch(type -> type.getType().isPresent());
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    services.forEach((type, names) -> {
      lines.add(type);
      names.forEach(name -> lines.add(" " + name));
    });
    return lines;
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
