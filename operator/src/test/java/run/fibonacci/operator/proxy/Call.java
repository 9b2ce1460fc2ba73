package run.fibonacci.operator.proxy;

import java.time.Instant;

/// A request that came by.
///
/// @param at when
/// @param method `PATCH`, or `WATCH` for a GET that stays open
/// @param path without the query
public record Call(Instant at, String method, String path) {

  /// Whether it wants to change an object, other than the lease.
  public boolean acts() {
    return !method.equals("GET")
        && !method.equals("WATCH")
        && !path.startsWith("/apis/coordination.k8s.io/")
        && !path.startsWith("/apis/authorization.k8s.io/");
  }

  /// Whether it is for the kind of this plural name.
  public boolean isFor(String plural) {
    return (path + "/").contains("/" + plural + "/");
  }
}
