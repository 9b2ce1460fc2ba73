package run.fibonacci.local.binaries;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Gets the official releases, which exist for Linux only, and checks them against their SHA-256.
final class Download implements BinarySource {
  private static final String KUBERNETES = "https://dl.k8s.io/release/%s/bin/%s/%s/%s";
  private static final String ETCD = "https://github.com/etcd-io/etcd/releases/download/%s/%s";

  private final OperatingSystem system;

  Download(OperatingSystem system) {
    this.system = system;
  }

  @Override
  public void fill(Path folder, Consumer<String> progress)
      throws IOException, InterruptedException {
    if (!system.name().equals("linux")) {
      throw new IOException("Download: there are no official ones for " + system.name() + ".");
    }
    try (var http = new CheckedHttp(progress)) {
      for (var name : List.of("kube-apiserver", "kube-controller-manager")) {
        kubernetes(http, folder.resolve(name));
      }
      etcd(http, folder);
    } catch (IOException e) {
      throw new IOException("Download: " + e.getMessage() + ".", e);
    }
  }

  private void kubernetes(CheckedHttp http, Path file) throws IOException, InterruptedException {
    var url =
        KUBERNETES.formatted(
            Binaries.KUBERNETES, system.name(), system.architecture(), file.getFileName());
    http.download(url, file, http.text(url + ".sha256").strip());
    makeExecutable(file);
  }

  /// etcd comes as an archive with a folder in it, beside one list of all sums of the release.
  private void etcd(CheckedHttp http, Path folder) throws IOException, InterruptedException {
    var name =
        "etcd-%s-%s-%s.tar.gz".formatted(Binaries.ETCD, system.name(), system.architecture());
    var sum = sumOf(name, http.text(ETCD.formatted(Binaries.ETCD, "SHA256SUMS")));
    var archive = folder.resolve(name);
    http.download(ETCD.formatted(Binaries.ETCD, name), archive, sum);
    extract(archive, folder.resolve("etcd"));
    Files.delete(archive);
  }

  /// The sum of a file in a list of lines `sum name`.
  static String sumOf(String name, String sums) throws IOException {
    return sums.lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(parts -> parts.length == 2 && parts[1].equals(name))
        .map(parts -> parts[0])
        .findFirst()
        .orElseThrow(() -> new IOException("no SHA-256 is published for " + name));
  }

  /// Takes the one file of this name out of a `.tar.gz`, whatever folder it is in.
  static void extract(Path archive, Path file) throws IOException {
    var ending = "/" + file.getFileName();
    try (var tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
      var entry = tar.getNextEntry();
      while (entry != null && !(entry.isFile() && entry.getName().endsWith(ending))) {
        entry = tar.getNextEntry();
      }
      if (entry == null) {
        throw new IOException(archive.getFileName() + " holds no file " + file.getFileName());
      }
      Files.copy(tar, file);
    }
    makeExecutable(file);
  }

  private static void makeExecutable(Path file) throws IOException {
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }
}
