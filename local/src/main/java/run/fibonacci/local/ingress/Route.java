package run.fibonacci.local.ingress;

/// One path of an Ingress.
///
/// @param host a name, `*.` and a name, or empty for every host
/// @param path without a slash at its end; empty for the root
/// @param exact whether nothing may follow
record Route(String host, String path, boolean exact, Backend backend) {
  /// How well a host fits.
  enum HostMatch {
    NAMED,
    WILDCARD,
    ANY,
    NONE
  }

  /// @param name in lower case, without a port
  HostMatch hostMatch(String name) {
    if (host.isEmpty()) {
      return HostMatch.ANY;
    }
    if (host.startsWith("*.")) {
      int dot = name.indexOf('.');
      // a wildcard stands for one label
      var matches = dot > 0 && name.substring(dot).equals(host.substring(1));
      return matches ? HostMatch.WILDCARD : HostMatch.NONE;
    }
    return host.equals(name) ? HostMatch.NAMED : HostMatch.NONE;
  }

  /// Whether a path is this one or, unless exact, lies below it, by whole segments.
  boolean matchesPath(String requested) {
    var trimmed = trimmed(requested);
    return exact
        ? requested.equals(path.isEmpty() ? "/" : path)
        : trimmed.equals(path) || trimmed.startsWith(path + "/");
  }

  static String trimmed(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
