package run.fibonacci.service.security;

import io.micronaut.http.HttpRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Where a request comes from, as one word for each client.
final class ClientAddress {
  private static final int IPV6_BYTES = 16;

  /// Whoever has an IPv6 address has 2^64 of them.
  private static final int IPV6_NETWORK_BYTES = 8;

  private ClientAddress() {}

  /// The last address in the header: the one that the nearest proxy put there, while those before
  /// it are whatever the client wrote. Without the header, the other end of the connection.
  static String of(HttpRequest<?> request, Optional<String> header) {
    return header
        .map(name -> request.getHeaders().getAll(name))
        .filter(lines -> !lines.isEmpty())
        .map(List::getLast)
        .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
        .flatMap(ClientAddress::network)
        .orElseGet(() -> network(request.getRemoteAddress().getAddress()));
  }

  private static Optional<String> network(String text) {
    try {
      return Optional.of(network(InetAddress.ofLiteral(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String network(InetAddress address) {
    byte[] bytes = address.getAddress();
    return HexFormat.of()
        .formatHex(bytes.length == IPV6_BYTES ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
  }
}
