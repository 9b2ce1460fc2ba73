package run.fibonacci.local.node.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import run.fibonacci.local.node.Yaml;
import run.fibonacci.local.node.environment.PodFacts;

final class HostsFileTest {
  private static final PodFacts FACTS =
      new PodFacts(
          Yaml.read("metadata: {name: web, namespace: shop}", Pod.class),
          "127.1.2.10",
          "127.1.2.1",
          Map.of());

  @Test
  void addressesGetTheNamesThatDnsWouldGiveThem() {
    var services =
        List.of(
            service("postgresql", "shop", "type: ExternalName, externalName: 127.1.2.2"),
            service("metrics", "kube-system", "type: ExternalName, externalName: 127.1.2.1"),
            service("mail", "shop", "type: ExternalName, externalName: mail.example.com"),
            service("web", "shop", "type: ClusterIP, clusterIP: 10.0.0.1"));

    assertThat(HostsFile.text(FACTS, "laptop", services).lines())
        .containsExactly(
            "127.0.0.1 localhost",
            "127.1.2.10 web laptop",
            "127.1.2.1 metrics.kube-system metrics.kube-system.svc"
                + " metrics.kube-system.svc.cluster.local",
            "127.1.2.2 postgresql postgresql.shop postgresql.shop.svc"
                + " postgresql.shop.svc.cluster.local");
  }

  private static Service service(String name, String namespace, String spec) {
    var text = "{metadata: {name: %s, namespace: %s}, spec: {%s}}";
    return Yaml.read(text.formatted(name, namespace, spec), Service.class);
  }
}
