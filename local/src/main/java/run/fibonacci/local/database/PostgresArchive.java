package run.fibonacci.local.database;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.io.FilenameUtils;
import run.fibonacci.local.binaries.OperatingSystem;

/// The archive with PostgreSQL's executables that lies on the class path.
record PostgresArchive(URL location) {
  /// The archive for this machine.
  static PostgresArchive find() throws IOException {
    var system = OperatingSystem.current();
    var processor = system.architecture().equals("arm64") ? "arm_64" : "x86_64";
    var name = "/postgres-%s-%s.txz".formatted(system.name(), processor);
    var location = PostgresArchive.class.getResource(name);
    if (location == null) {
      throw new IOException("there is no PostgreSQL for " + system);
    }
    return new PostgresArchive(location);
  }

  /// The name of the jar that it lies in, which tells the version and the machine.
  String name() throws IOException {
    var jar = ((JarURLConnection) location.openConnection()).getJarFileURL();
    return FilenameUtils.getBaseName(jar.getPath());
  }

  /// Unpacks it into the folder: `bin`, `lib`, `share`.
  void unpack(Path folder) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(location.openStream()))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, folder.resolve(entry.getName()));
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
    } else if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.createDirectories(file.getParent());
      Files.copy(tar, file);
      var executable = (entry.getMode() & 0100) != 0;
      var mode = PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
      Files.setPosixFilePermissions(file, mode);
    }
  }
}
