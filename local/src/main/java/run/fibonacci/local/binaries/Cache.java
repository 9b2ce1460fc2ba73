package run.fibonacci.local.binaries;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.io.FileUtils;

/// The folder below the user's cache that every checkout shares and `./fib down` leaves alone. An
/// entry is a folder that is either complete or absent, however many fetch it at once.
public record Cache(Path folder) {
  /// Puts the content of an entry into a folder that exists and is empty.
  @FunctionalInterface
  public interface Filler {
    void fill(Path folder) throws IOException, InterruptedException;
  }

  /// `fibonacci` in `XDG_CACHE_HOME`, by default in `~/.cache`.
  public static Cache of(Map<String, String> environment) {
    var configured = environment.getOrDefault("XDG_CACHE_HOME", "");
    var caches =
        configured.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    return new Cache(caches.resolve("fibonacci"));
  }

  public boolean has(String name) {
    return Files.isDirectory(folder.resolve(name));
  }

  /// The entry's folder, filled first if it is absent. Whoever comes second waits for the first.
  ///
  /// @param progress gets a short line when it comes to waiting
  public Path get(String name, Filler filler, Consumer<String> progress)
      throws IOException, InterruptedException {
    if (!has(name)) {
      Files.createDirectories(folder);
      try (var channel = FileChannel.open(folder.resolve(name + ".lock"), CREATE, WRITE);
          var _ = lock(channel, progress)) {
        if (!has(name)) {
          fill(name, filler);
        }
      }
    }
    return folder.resolve(name);
  }

  private static FileLock lock(FileChannel channel, Consumer<String> progress) throws IOException {
    var lock = channel.tryLock();
    if (lock != null) {
      return lock;
    }
    progress.accept("waiting for another checkout that fetches the same");
    return channel.lock();
  }

  private void fill(String name, Filler filler) throws IOException, InterruptedException {
    var part = folder.resolve(name + ".part");
    // one that was killed half-way leaves its part behind
    FileUtils.deleteDirectory(part.toFile());
    Files.createDirectory(part);
    try {
      filler.fill(part);
      Files.move(part, folder.resolve(name), ATOMIC_MOVE);
    } finally {
      FileUtils.deleteDirectory(part.toFile());
    }
  }
}
