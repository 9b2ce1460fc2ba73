package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.javaoperatorsdk.operator.OperatorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The chart's `watchNamespaces`: Roles in these namespaces instead of a ClusterRole.
@ExtendWith(Cluster.class)
final class NamespacedRightsIT {

  private final Subject demo = new Subject(Cluster.namespace());

  @Test
  void an_operator_works_with_rights_in_its_namespace_alone() throws Exception {
    var rights = Cluster.namespacedOperatorConfig(demo.namespace());
    try (var _ =
        TestOperator.with(
            rights,
            demo.namespace(),
            "FIB_LEADER_ELECTION",
            "true",
            "POD_NAMESPACE",
            demo.namespace(),
            "POD_NAME",
            "operator-1")) {
      demo.apply("autoscaling: {minReplicas: 2, maxReplicas: 5}, ingress: {}");
      demo.await(HorizontalPodAutoscaler.class);
      demo.await(Ingress.class);
      demo.await(Deployment.class);
      demo.ready(2);
      eventually(() -> demo.says("Ready"), "True PodsReady"::equals);

      demo.apply("replicas: 2");
      demo.awaitNo(HorizontalPodAutoscaler.class);
      demo.awaitNo(Ingress.class);
    }
  }

  @Test
  void it_has_no_rights_elsewhere() throws Exception {
    var rights = Cluster.namespacedOperatorConfig(demo.namespace());
    var elsewhere = Cluster.namespace();

    assertThatExceptionOfType(OperatorException.class)
        .isThrownBy(() -> TestOperator.with(rights, elsewhere));
  }
}
