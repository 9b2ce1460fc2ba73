package run.fibonacci.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.e2e.Fleet.eventually;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The files in crds/examples, applied as they are.
@ClusterTest
final class ExamplesIT {
  private static final String READY = "True PodsReady";

  private final Cluster cluster;

  ExamplesIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  void apply() {
    Command.run("kubectl", "apply", "-n", Cluster.NAMESPACE, "-f", "crds/examples");
  }

  @AfterAll
  void delete() {
    Command.run("kubectl", "delete", "-n", Cluster.NAMESPACE, "-f", "crds/examples");
  }

  @Test
  void the_smallest_fleet_answers_inside_the_cluster() {
    var fleet = cluster.existing("minimal");
    eventually(fleet::says, READY::equals);
    assertThat(fleet.readyPods()).hasSize(2);

    assertThat(ask("minimal", "GET", "/fibonacci/100")).contains("\"354224848179261915075\"");
    assertThat(ask("minimal", "POST", "/sequence/next")).contains("404").contains("/no-sequences");
  }

  @Test
  void numbers_and_sequences_are_right_inside_the_cluster_and_through_the_ingress()
      throws Exception {
    var fleet = cluster.existing("demo");
    eventually(fleet::says, READY::equals);
    var session = UUID.randomUUID().toString();
    var header = "Session-Key: " + session;

    assertThat(fleet.get("/fibonacci/100").body()).contains("\"354224848179261915075\"");
    assertThat(ask("demo", "POST", "/sequence/next", header))
        .contains("{\"index\":0,\"value\":\"0\"}");
    assertThat(fleet.next(session, "second").body()).isEqualTo("{\"index\":1,\"value\":\"1\"}");
    assertThat(ask("demo", "GET", "/sequence", header)).contains("\"next\":2");
  }

  @Test
  void the_autoscaled_fleet_has_an_autoscaler_that_sees_its_pods() {
    var fleet = cluster.existing("autoscaled");
    eventually(fleet::says, READY::equals);

    eventually(
        () -> cluster.autoscaler("autoscaled").getConditions(),
        conditions ->
            conditions.stream()
                .anyMatch(
                    c -> c.getType().equals("ScalingActive") && c.getStatus().equals("True")));
  }

  @Test
  void the_one_for_production_says_what_this_cluster_lacks() {
    var fleet = cluster.existing("production");
    eventually(fleet::says, says -> says.startsWith("False "));
    assertThat(fleet.ready().orElseThrow().getMessage()).isNotBlank();
  }

  /// The whole answer to a request that a pod of the cluster makes, by the name of a Service.
  private String ask(String service, String method, String path, String... headers) {
    var request =
        "exec 3<>/dev/tcp/%s/80; printf '%%s\\r\\n' '%s %s HTTP/1.1' 'Host: %s' 'Connection: close' %s '' >&3; cat <&3"
            .formatted(
                service, method, path, service, headers.length == 0 ? "" : "'" + headers[0] + "'");
    return cluster.inside("bash", "-c", request);
  }
}
