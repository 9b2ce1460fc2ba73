package run.fibonacci.local.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import run.fibonacci.local.binaries.Binaries;
import run.fibonacci.local.binaries.BinaryCache;

final class ControlPlaneLifecycleIT {
  private Binaries binaries;

  @BeforeEach
  void find() throws InterruptedException {
    var found = BinaryCache.forTests();
    assumeTrue(found.isPresent(), "Kubernetes' executables cannot be had on this machine");
    binaries = found.get();
  }

  @Test
  void nothingIsLeftOfAClosedControlPlane() throws Exception {
    var before = children();
    var plane = ControlPlane.startTemporary(binaries);
    var kubeconfig = plane.kubeconfig();
    assertThat(children()).hasSizeGreaterThan(before.size());

    plane.close();

    assertThat(children()).isEqualTo(before);
    assertThat(kubeconfig.getParent()).doesNotExist();
    assertThatThrownBy(() -> connect(plane.address())).isInstanceOf(IOException.class);
  }

  @Test
  void theApiServerComesBackWhereItWasWithWhatItKnew() throws Exception {
    try (var plane = ControlPlane.startTemporary(binaries)) {
      var address = plane.address();
      var namespace = new NamespaceBuilder().withNewMetadata().withName("kept").endMetadata();
      plane.client().resource(namespace.build()).create();

      plane.stopApiServer();
      assertThatThrownBy(() -> connect(address)).isInstanceOf(IOException.class);

      plane.startApiServer();
      assertThat(plane.address()).isEqualTo(address);
      assertThat(plane.client().namespaces().withName("kept").get()).isNotNull();
    }
  }

  @Test
  void twoControlPlanesKnowNothingOfEachOther() throws Exception {
    try (var one = ControlPlane.startTemporary(binaries);
        var other = ControlPlane.startTemporary(binaries)) {
      assertThat(one.address()).isNotEqualTo(other.address());

      var stranger = new ConfigBuilder(other.config()).withTrustCerts(true);
      var confused = stranger.withMasterUrl(one.config().getMasterUrl()).build();
      try (var client = new KubernetesClientBuilder().withConfig(confused).build()) {
        assertThatThrownBy(() -> client.namespaces().list())
            .isInstanceOf(KubernetesClientException.class);
      }
    }
  }

  @Test
  void theAuditLogSaysWhoDidWhatAsSoonAsItIsDone() throws Exception {
    try (var plane = ControlPlane.startAudited(binaries)) {
      var namespace = new NamespaceBuilder().withNewMetadata().withName("seen").endMetadata();
      plane.client().resource(namespace.build()).create();

      assertThat(Files.readAllLines(plane.auditLog()))
          .anyMatch(line ->
              line.contains("\"verb\":\"create\"")
                  && line.contains("\"username\":\"admin\"")
                  && line.contains("\"name\":\"seen\""));
    }
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current().descendants().toList();
  }

  private static void connect(InetSocketAddress address) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(address);
    }
  }
}
