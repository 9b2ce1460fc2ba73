package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Cluster.class)
final class ReplicaHandoverIT {

  private static final String AUTOSCALED = "autoscaling: {minReplicas: 2, maxReplicas: 9}";

  private final Subject demo = new Subject(Cluster.namespace());

  @Test
  void the_number_of_pods_is_never_reset_whoever_takes_it_over() {
    inFreshOperator("replicas: 3, image: 'a:1'", running(3, "a:1"));
    inFreshOperator(AUTOSCALED + ", image: 'a:1'", running(3, "a:1"));
    demo.await(HorizontalPodAutoscaler.class);

    demo.autoscale(7);
    inFreshOperator(AUTOSCALED + ", image: 'a:2'", running(7, "a:2"));
    demo.autoscale(5);
    inFreshOperator(AUTOSCALED + ", image: 'a:3'", running(5, "a:3"));

    inFreshOperator("replicas: 3, image: 'a:3'", running(3, "a:3"));
    inFreshOperator(AUTOSCALED + ", image: 'a:4'", running(3, "a:4"));
    demo.autoscale(8);
    inFreshOperator(AUTOSCALED + ", image: 'a:5'", running(8, "a:5"));
  }

  @Test
  void scaling_the_service_scales_its_pods() {
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply("");
      demo.await(Deployment.class);

      Cluster.admin()
          .resources(run.fibonacci.api.v1.FibonacciService.class)
          .inNamespace(demo.namespace())
          .withName("demo")
          .scale(4);

      eventually(() -> demo.deployment().getSpec().getReplicas(), Integer.valueOf(4)::equals);
    }
  }

  @Test
  void scaling_the_service_leaves_an_autoscaler_its_number() {
    inFreshOperator(AUTOSCALED, running(2));
    demo.autoscale(7);
    try (var operator = TestOperator.in(demo.namespace(), "FIB_RESYNC", "0.2s")) {
      Cluster.admin()
          .resources(run.fibonacci.api.v1.FibonacciService.class)
          .inNamespace(demo.namespace())
          .withName("demo")
          .scale(4);
      eventually(
          () -> demo.get().getStatus().observedGeneration(),
          demo.get().getMetadata().getGeneration()::equals);
      assertThat(operator.writes()).noneMatch(call -> call.endsWith("/deployments/demo"));
      assertThat(demo.deployment().getSpec().getReplicas()).isEqualTo(7);
    }
  }

  @Test
  void scaling_the_deployment_behind_the_services_back_is_undone() {
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply("replicas: 3");
      demo.await(Deployment.class);

      demo.autoscale(6);

      eventually(() -> demo.deployment().getSpec().getReplicas(), Integer.valueOf(3)::equals);
    }
  }

  /// Applies the spec, and sees the expected come about under an operator that has just started.
  private void inFreshOperator(String spec, Predicate<Deployment> expected) {
    try (var operator = TestOperator.in(demo.namespace(), "FIB_RESYNC", "0.2s")) {
      demo.apply(spec);
      eventually(() -> demo.child(Deployment.class).get(), d -> d != null && expected.test(d));
      demo.ready(demo.deployment().getSpec().getReplicas());
      eventually(() -> demo.says("Progressing"), "False Complete"::equals);
      assertThat(demo.deployment()).matches(expected);
    }
  }

  private static Predicate<Deployment> running(int replicas) {
    return deployment -> deployment.getSpec().getReplicas() == replicas;
  }

  private static Predicate<Deployment> running(int replicas, String image) {
    return deployment ->
        deployment.getSpec().getReplicas() == replicas
            && deployment
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage()
                .equals(image);
  }
}
