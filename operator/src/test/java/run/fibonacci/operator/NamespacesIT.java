package run.fibonacci.operator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import run.fibonacci.operator.proxy.ApiProxy;

/// The list of namespaces changes while the operator runs.
@ExtendWith(Cluster.class)
final class NamespacesIT {

  private final Subject one = new Subject(Cluster.namespace());
  private final Subject two = new Subject(Cluster.namespace());

  @TempDir private Path folder;

  @Test
  void a_namespace_joins_when_list_and_rights_have_arrived_and_leaves_with_the_list()
      throws Exception {
    var file = list(one);
    var rights = Cluster.namespacedOperatorConfig(one.namespace());
    try (var operator = TestOperator.with(rights, "", "FIB_NAMESPACES_FILE", file.toString())) {
      one.apply("replicas: 1");
      two.apply("replicas: 1");
      one.await(Deployment.class);

      list(one, two);
      eventually(() -> asksForRights(operator), asked -> asked >= 2);
      assertThat(two.child(Deployment.class).get()).isNull();

      rightsInBoth();
      two.await(Deployment.class);

      list(two);
      two.apply("replicas: 3");
      eventually(() -> two.deployment().getSpec().getReplicas(), Integer.valueOf(3)::equals);
      awaitOneLeft();
    }
  }

  @Test
  void no_service_is_lost_when_the_list_changes_during_reconciles() throws Exception {
    var file = list(one, two);
    try (var proxy = new ApiProxy(rightsInBoth());
        var _ = TestOperator.with(proxy.config(), "", "FIB_NAMESPACES_FILE", file.toString())) {
      one.apply("replicas: 1");
      two.apply("replicas: 1");
      one.await(Service.class);
      two.await(Service.class);
      // so slow that reconciles end while a namespace joins
      proxy.latency(Duration.ofMillis(100));

      for (var round = 0; round < 3; round++) {
        list(two);
        awaitOneLeft();
        list(one, two);
        eventually(
            () -> {
              recreated(two);
              return one.child(Service.class).get();
            },
            Objects::nonNull);
      }
    }
  }

  @Test
  void an_operator_that_may_not_watch_all_it_needs_ends_and_says_so() throws Exception {
    var file = list(one);
    var rights = rightsInBoth();
    var role = Cluster.admin().rbac().roles().inNamespace(two.namespace()).list().getItems();
    role.getFirst().getRules().removeIf(rule -> rule.getResources().contains("services"));
    Cluster.admin().resource(role.getFirst()).update();
    try (var operator =
        OperatorProcess.with(
            rights,
            "operator-1",
            "",
            "FIB_LEADER_ELECTION",
            "false",
            "FIB_NAMESPACES_FILE",
            file.toString())) {
      operator.awaitReady();

      list(one, two);

      operator.ended().get(20, SECONDS);
      assertThat(operator.log())
          .anyMatch(line ->
              line.contains("[%s, %s]".formatted(one.namespace(), two.namespace()))
                  && line.contains("could not be watched"));
    }
  }

  /// The file, which names these from now on.
  private Path list(Subject... all) throws IOException {
    var names = Arrays.stream(all).map(Subject::namespace).collect(Collectors.joining(","));
    return Files.writeString(folder.resolve("namespaces"), names);
  }

  private Config rightsInBoth() throws InterruptedException {
    return Cluster.namespacedOperatorConfig(
        one.namespace(),
        Map.of("watchNamespaces[0]", one.namespace(), "watchNamespaces[1]", two.namespace()));
  }

  /// Waits until the first is left alone, and the second is not.
  private void awaitOneLeft() {
    eventually(
        () -> {
          one.child(Service.class).delete();
          recreated(two);
          return one.child(Service.class).get() == null;
        },
        Boolean.TRUE::equals);
  }

  private static void recreated(Subject demo) {
    demo.child(Service.class).delete();
    demo.await(Service.class);
  }

  private static long asksForRights(TestOperator operator) {
    return operator.calls().stream().filter(c -> c.endsWith("selfsubjectaccessreviews")).count();
  }
}
