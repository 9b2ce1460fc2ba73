package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the resource takes and Kubernetes does not is said in the API server's own words.
@ExtendWith(Cluster.class)
final class RefusalIT {

  private final Subject demo = new Subject(Cluster.namespace());

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          podLabels: {"no label": x}                            | spec.template.labels: Invalid value: "no label"
          podAnnotations: {"no key!": x}                        | Invalid value: "no key!"
          ingress: {annotations: {"a/b/c": x}}                  | metadata.annotations: Invalid value: "a/b/c"
          ingress: {className: Not_A_Class}                     | Invalid value: "Not_A_Class"
          autoscaling: {maxReplicas: 3, metrics: [{type: Moon}]} | Unsupported value: "Moon"
          autoscaling: {maxReplicas: 3, metrics: [{type: Resource, resource: {name: cpu, target: {type: Value}}}]} | must set either a target raw value or a target utilization
          tolerations: [{key: a, operator: Perhaps}]            | Unsupported value: "Perhaps"
          topologySpreadConstraints: [{maxSkew: 0, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway}] | maxSkew: Invalid value: 0
          networkPolicy: {from: [{ipBlock: {cidr: all}}]}       | Invalid value: "all"
          service: {annotations: {"": x}}                       | metadata.annotations: Invalid value: ""
          priorityClassName: "very high"                        | Invalid value: "very high"
          """)
  void a_spec_that_kubernetes_refuses_is_reported_without_a_storm(String spec, String words) {
    try (var operator = TestOperator.in(demo.namespace())) {
      demo.apply(spec);

      eventually(() -> demo.says("Degraded"), "True Refused"::equals);
      assertThat(demo.condition("Degraded").orElseThrow().getMessage()).contains(words);

      Awaitility.await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(10))
          .until(() -> operator.writes().size() < 40);

      demo.apply("replicas: 1");
      eventually(() -> demo.says("Degraded"), "False AsExpected"::equals);
      demo.await(Deployment.class);
    }
  }
}
