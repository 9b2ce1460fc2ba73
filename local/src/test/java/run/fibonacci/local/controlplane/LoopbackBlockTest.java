package run.fibonacci.local.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import run.fibonacci.local.process.Failure;

final class LoopbackBlockTest {
  private final LoopbackBlock block = LoopbackBlock.claim();

  @AfterEach
  void release() {
    block.close();
  }

  @Test
  void twoBlocksHaveNoAddressInCommon() {
    try (var other = LoopbackBlock.claim()) {
      assertThat(other.node()).isNotEqualTo(block.node());
    }
  }

  @Test
  void podsHaveAddressesOfTheirOwnUntilNoneIsLeft() {
    var seen = new HashSet<>(java.util.Set.of(block.node(), block.postgresql()));
    for (int pod = 0; pod < 241; pod++) {
      assertThat(seen.add(block.nextPod())).isTrue();
    }
    assertThatThrownBy(block::nextPod)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("No address is left");
  }

  @Test
  void anAddressGivenBackComesLast() {
    var first = block.nextPod();
    block.release(first);
    assertThat(block.nextPod()).isNotEqualTo(first);
    for (int pod = 0; pod < 239; pod++) {
      block.nextPod();
    }
    assertThat(block.nextPod()).isEqualTo(first);
  }

  @Test
  void aPortThatIsTakenIsReplacedByAFreeOne() throws IOException {
    var address = InetAddress.getByName(block.node());
    try (var taken = new ServerSocket(0, 1, address)) {
      int port = taken.getLocalPort();
      assertThat(LoopbackBlock.freePort(block.node(), port)).isNotEqualTo(port);
      assertThat(LoopbackBlock.freePort(block.postgresql(), port)).isEqualTo(port);
    }
  }
}
