package run.fibonacci.local.node.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import run.fibonacci.local.node.Yaml;

final class ProbeCheckTest {
  private static final Container CONTAINER =
      Yaml.read("{name: main, ports: [{name: management, containerPort: 6766}]}", Container.class);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{port: 80}|http://127.1.2.10:80/",
        "{port: management, path: /health}|http://127.1.2.10:6766/health",
        "{port: 80, path: health?deep=1}|http://127.1.2.10:80/health?deep=1",
        "{port: 80, host: 127.0.0.1}|http://127.0.0.1:80/"
      })
  void anHttpProbeAsksThePodsAddress(String get, String uri) {
    assertThat(check("httpGet: " + get)).isEqualTo(new ProbeCheck.Http(URI.create(uri), Map.of()));
  }

  @Test
  void aTcpProbeConnectsToThePodsAddress() {
    assertThat(check("tcpSocket: {port: management}"))
        .isEqualTo(new ProbeCheck.Tcp(new InetSocketAddress("127.1.2.10", 6766)));
  }

  @Test
  void aPortThatTheContainerDoesNotHaveIsNamed() {
    assertThatThrownBy(() -> check("tcpSocket: {port: web}"))
        .hasMessage("couldn't find port \"web\" in container main");
  }

  private static ProbeCheck check(String probe) {
    return ProbeCheck.of(Yaml.read(probe, Probe.class), CONTAINER, "127.1.2.10");
  }
}
