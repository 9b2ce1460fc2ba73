package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The list of namespaces changes while the operator runs.
@ExtendWith(Cluster.class)
final class NamespacesIT {

  private final Subject one = new Subject(Cluster.namespace());
  private final Subject two = new Subject(Cluster.namespace());

  @TempDir private Path folder;

  @Test
  void a_namespace_joins_when_list_and_rights_have_arrived_and_leaves_with_the_list()
      throws Exception {
    var file = folder.resolve("namespaces");
    Files.writeString(file, one.namespace());
    var rights = Cluster.namespacedOperatorConfig(one.namespace());
    try (var operator = TestOperator.with(rights, "", "FIB_NAMESPACES_FILE", file.toString())) {
      one.apply("replicas: 1");
      two.apply("replicas: 1");
      one.await(Deployment.class);

      Files.writeString(file, one.namespace() + "," + two.namespace());
      eventually(() -> asksForRights(operator), asked -> asked >= 2);
      assertThat(two.child(Deployment.class).get()).isNull();

      Cluster.namespacedOperatorConfig(
          one.namespace(),
          Map.of("watchNamespaces[0]", one.namespace(), "watchNamespaces[1]", two.namespace()));
      two.await(Deployment.class);

      Files.writeString(file, two.namespace());
      one.child(Service.class).delete();
      two.apply("replicas: 3");
      eventually(() -> two.deployment().getSpec().getReplicas(), Integer.valueOf(3)::equals);
      eventually(
          () -> {
            one.child(Service.class).delete();
            two.child(Service.class).delete();
            two.await(Service.class);
            return one.child(Service.class).get() == null;
          },
          Boolean.TRUE::equals);
    }
  }

  private static long asksForRights(TestOperator operator) {
    return operator.calls().stream().filter(c -> c.endsWith("selfsubjectaccessreviews")).count();
  }
}
