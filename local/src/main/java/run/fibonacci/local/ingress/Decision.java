package run.fibonacci.local.ingress;

import java.net.InetSocketAddress;
import java.util.List;

/// What to do with a request.
sealed interface Decision {
  /// Send it to the first of these, to the next when that refuses, and so on.
  ///
  /// @param targets at least one
  record Forward(Backend backend, List<InetSocketAddress> targets) implements Decision {}

  /// Answer it here.
  record Refuse(int status, String reason) implements Decision {}
}
