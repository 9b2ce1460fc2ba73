package run.fibonacci.local.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.BitSet;
import java.util.concurrent.ThreadLocalRandom;
import run.fibonacci.local.process.Failure;

/// 256 loopback addresses, 127.A.B.0/24, that one platform has for itself. Linux answers on the
/// whole of 127.0.0.0/8, so each pod can have an address and the ports it likes. A block is held by
/// listening on a guard port and so is free again when its holder dies.
public final class LoopbackBlock implements AutoCloseable {
  private static final int GUARD_HOST = 254;
  private static final int GUARD_PORT = 21276;
  private static final int FIRST_POD = 10;
  private static final int LAST_POD = 250;
  private static final int ATTEMPTS = 20;

  private final String prefix;
  private final ServerSocket guard;
  private final BitSet pods = new BitSet();
  private int lastPod = LAST_POD;

  private LoopbackBlock(String prefix, ServerSocket guard) {
    this.prefix = prefix;
    this.guard = guard;
  }

  /// Claims a block that nobody else holds.
  ///
  /// @throws Failure where 127.0.0.0/8 is not the machine's own, or a program holds the guard port
  public static LoopbackBlock claim() {
    var random = ThreadLocalRandom.current();
    Exception last = new IOException();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      // 127.0.x.y and 127.1.x.y are left to resolvers and to people
      var prefix = "127." + random.nextInt(2, 255) + "." + random.nextInt(0, 255) + ".";
      try {
        return new LoopbackBlock(prefix, listen(prefix + GUARD_HOST, GUARD_PORT));
      } catch (IOException e) {
        last = e;
      }
    }
    throw Failure.of(
            "No block of loopback addresses could be claimed.",
            "listening on port %d of %d random addresses in 127.0.0.0/8 failed: %s"
                .formatted(GUARD_PORT, ATTEMPTS, last.getMessage()),
            "use Linux, and stop the program that listens on port %d of all addresses"
                .formatted(GUARD_PORT))
        .causedBy(last);
  }

  private static ServerSocket listen(String address, int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getByName(address));
  }

  /// The node's address, which the control plane shares.
  public String node() {
    return prefix + 1;
  }

  /// The address of PostgreSQL.
  public String postgresql() {
    return prefix + 2;
  }

  /// A free address for a pod; the one given back the longest ago comes last.
  ///
  /// @throws Failure when all 241 are in use
  public synchronized String nextPod() {
    int pod = pods.nextClearBit(lastPod + 1);
    if (pod > LAST_POD) {
      pod = pods.nextClearBit(FIRST_POD);
    }
    if (pod > LAST_POD) {
      throw Failure.of(
          "No address is left for another pod.",
          "all of %s%d to %s%d are in use".formatted(prefix, FIRST_POD, prefix, LAST_POD),
          "scale something down");
    }
    pods.set(pod);
    lastPod = pod;
    return prefix + pod;
  }

  /// Gives a pod's address back. Its process must have ended.
  public synchronized void release(String pod) {
    pods.clear(Integer.parseInt(pod.substring(prefix.length())));
  }

  /// The preferred port if nothing listens on it at that address, else one that is free.
  public static int freePort(String address, int preferred) {
    try (var socket = listen(address, preferred)) {
      return socket.getLocalPort();
    } catch (IOException taken) {
      return freePort(address);
    }
  }

  private static int freePort(String address) {
    try (var socket = listen(address, 0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No port is free at " + address, e);
    }
  }

  /// An address in the block, with the preferred port if that is free.
  public InetSocketAddress endpoint(String address, int preferredPort) {
    return new InetSocketAddress(address, freePort(address, preferredPort));
  }

  /// Gives the block back. Whatever listened in it must have ended.
  @Override
  public void close() {
    try {
      guard.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return prefix + "0/24";
  }
}
