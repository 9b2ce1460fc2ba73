package run.fibonacci.local.binaries;

import java.util.Locale;

/// The machine in Go's words, as the names of downloads have them: `linux`, `amd64`.
public record OperatingSystem(String name, String architecture) {
  public static OperatingSystem current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /// Translates what Java calls the machine: `Mac OS X`, `aarch64`.
  static OperatingSystem of(String osName, String osArch) {
    var name = osName.startsWith("Mac") ? "darwin" : osName.toLowerCase(Locale.ROOT);
    var architecture =
        switch (osArch) {
          case "x86_64" -> "amd64";
          case "aarch64" -> "arm64";
          default -> osArch;
        };
    return new OperatingSystem(name, architecture);
  }

  /// As it stands in the names of files: `linux-amd64`.
  @Override
  public String toString() {
    return name + "-" + architecture;
  }
}
