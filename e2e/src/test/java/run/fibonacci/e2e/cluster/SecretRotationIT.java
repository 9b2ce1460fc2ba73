package run.fibonacci.e2e.cluster;

import static run.fibonacci.e2e.Fleet.eventually;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A new password for the database, while the service is in use.
@ClusterTest
final class SecretRotationIT {
  private final Cluster cluster;

  SecretRotationIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void a_new_password_reaches_the_pods_and_costs_no_request_and_no_number() {
    try (var fleet = cluster.fleet("rotated", "replicas: 2")) {
      var before = fleet.readyPods();
      var load = Load.on(fleet, 50);
      var password = UUID.randomUUID().toString();

      cluster.inside(
          "psql",
          "--username=fibonacci",
          "--dbname=fibonacci",
          "--command=ALTER ROLE fibonacci PASSWORD '" + password + "'");
      cluster
          .client()
          .secrets()
          .inNamespace(Cluster.NAMESPACE)
          .withName("postgresql")
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              "{\"stringData\": {\"password\": \"%s\"}}".formatted(password));

      eventually(fleet::readyPods, pods -> pods.size() == 2 && Collections.disjoint(pods, before));
      eventually(fleet::pods, pods -> pods.size() == 2);
      load.awaitMore();
      load.endWithoutFailure();
    }
  }
}
