package run.fibonacci.local.binaries;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.io.FileUtils;
import run.fibonacci.local.process.Failure;
import run.fibonacci.local.process.ProcessLedger;

/// Finds the Kubernetes executables, and gets them the first time.
public final class BinaryCache {
  private static final String OWN_FOLDER = "FIB_KUBERNETES_BIN";

  private final Map<String, String> environment;
  private final Cache cache;
  private final String entry;
  private final List<BinarySource> sources;

  /// @param environment of the user: `FIB_KUBERNETES_BIN`, `XDG_CACHE_HOME`, and what Go reads
  /// @param ledger where a compiler is recorded while it runs
  public BinaryCache(Map<String, String> environment, ProcessLedger ledger) {
    var system = OperatingSystem.current();
    this.environment = environment;
    this.cache = Cache.of(environment);
    this.entry = "kubernetes-" + Binaries.KUBERNETES + "-" + system;
    this.sources = List.of(new Download(system), new GoBuild(environment, ledger));
  }

  /// The executables for a test, or nothing on a machine that can have them no way: the reason is
  /// printed and the test is to be skipped by name. The first call on a machine takes minutes; a
  /// JVM looks for them once.
  public static Optional<Binaries> forTests() {
    return ForTests.FOUND;
  }

  private static final class ForTests {
    static final Optional<Binaries> FOUND = find();

    private static Optional<Binaries> find() {
      var name = "fibonacci-build-" + ProcessHandle.current().pid();
      var ledger = new ProcessLedger(Path.of(System.getProperty("java.io.tmpdir"), name));
      ledger.stopAllAtExit();
      try {
        return Optional.of(new BinaryCache(System.getenv(), ledger).obtain(System.err::println));
      } catch (Failure e) {
        System.err.println(e.getMessage());
        return Optional.empty();
      } catch (InterruptedException e) {
        throw new IllegalStateException("broken off while looking for Kubernetes", e);
      }
    }
  }

  /// Whether [#obtain] returns at once.
  public boolean isPresent() {
    return environment.containsKey(OWN_FOLDER) || cache.has(entry);
  }

  /// The executables: the user's, the cached, the downloaded or the compiled ones.
  ///
  /// @param progress gets a short line about what is going on, at least every few seconds
  /// @throws Failure when no way works, with each one's reason
  public Binaries obtain(Consumer<String> progress) throws InterruptedException {
    var own = environment.get(OWN_FOLDER);
    if (own != null) {
      return checked(own);
    }
    try {
      return new Binaries(cache.get(entry, folder -> fill(folder, progress), progress));
    } catch (IOException e) {
      throw Failure.of(
              "The cache folder " + cache.folder() + " cannot be used.",
              String.valueOf(e.getMessage()),
              "make it writable, or name another in XDG_CACHE_HOME")
          .causedBy(e);
    }
  }

  private static Binaries checked(String own) {
    var binaries = new Binaries(Path.of(own));
    if (!binaries.missing().isEmpty()) {
      throw Failure.of(
          OWN_FOLDER + "=" + own + " is not a folder of Kubernetes' executables.",
          "it lacks " + String.join(", ", binaries.missing()),
          "put them there (Kubernetes %s, etcd %s), or unset %s to have them fetched"
              .formatted(Binaries.KUBERNETES, Binaries.ETCD, OWN_FOLDER));
    }
    return binaries;
  }

  private void fill(Path folder, Consumer<String> progress)
      throws IOException, InterruptedException {
    var reasons = new ArrayList<String>();
    for (var source : sources) {
      try {
        source.fill(folder, progress);
        return;
      } catch (IOException e) {
        reasons.add(e.getMessage());
        FileUtils.cleanDirectory(folder.toFile());
      }
    }
    throw Failure.of(
        "Kubernetes' executables cannot be had.",
        String.join("\n", reasons),
        "allow access to dl.k8s.io and github.com, or install Go (https://go.dev/dl), or put them"
            + " into a folder and name it in "
            + OWN_FOLDER);
  }
}
