package run.fibonacci.local.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import run.fibonacci.local.node.Yaml;

final class TargetsTest {
  private static final List<Pod> PODS =
      Yaml.read(
              """
              items:
              - metadata: {name: a, namespace: shop, labels: {app: web, version: "1"}}
                spec: &spec {containers: [{name: main, ports: [{name: http, containerPort: 6765}]}]}
                status: {podIP: 127.1.2.10, conditions: [{type: Ready, status: "True"}]}
              - metadata: {name: b, namespace: shop, labels: {app: web}}
                spec: *spec
                status: {podIP: 127.1.2.11, conditions: [{type: Ready, status: "True"}]}
              - metadata: {name: unready, namespace: shop, labels: {app: web}}
                spec: *spec
                status: {podIP: 127.1.2.12, conditions: [{type: Ready, status: "False"}]}
              - metadata:
                  name: leaving
                  namespace: shop
                  labels: {app: web}
                  deletionTimestamp: 2026-01-01T00:00:00Z
                spec: *spec
                status: {podIP: 127.1.2.13, conditions: [{type: Ready, status: "True"}]}
              - metadata: {name: new, namespace: shop, labels: {app: web}}
                spec: *spec
                status: {conditions: []}
              - metadata: {name: elsewhere, namespace: other, labels: {app: web}}
                spec: *spec
                status: {podIP: 127.1.2.14, conditions: [{type: Ready, status: "True"}]}
              """,
              PodList.class)
          .getItems();

  private static final List<Service> SERVICES =
      Yaml.read(
              """
              items:
              - metadata: {name: web, namespace: shop}
                spec:
                  selector: {app: web}
                  ports:
                  - {name: http, port: 80, targetPort: http}
                  - {name: admin, port: 81, targetPort: 6766}
                  - {name: odd, port: 82, targetPort: nothing}
                  - {name: plain, port: 83}
              - metadata: {name: first, namespace: shop}
                spec: {selector: {app: web, version: "1"}, ports: [{port: 80, targetPort: http}]}
              - metadata: {name: loose, namespace: shop}
                spec: {ports: [{port: 80}]}
              """,
              ServiceList.class)
          .getItems();

  @ParameterizedTest
  @CsvSource({
    "web,http,127.1.2.10:6765 127.1.2.11:6765",
    "web,80,127.1.2.10:6765 127.1.2.11:6765",
    "web,admin,127.1.2.10:6766 127.1.2.11:6766",
    "web,83,127.1.2.10:83 127.1.2.11:83",
    "web,odd,''",
    "web,443,''",
    "first,80,127.1.2.10:6765",
    "loose,80,''",
    "absent,80,''"
  })
  void aServiceLeadsToItsReadyPods(String service, String port, String addresses) {
    var found = new Targets(SERVICES, PODS).of(new Backend("shop", service, port));
    assertThat(found.stream().map(a -> a.getHostString() + ":" + a.getPort()))
        .containsExactly(addresses.isEmpty() ? new String[0] : addresses.split(" "));
  }
}
