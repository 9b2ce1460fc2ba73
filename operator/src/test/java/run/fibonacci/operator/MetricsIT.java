package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What Prometheus gets to see of an operator at work.
@ExtendWith(Cluster.class)
final class MetricsIT {

  /// Names without what a histogram appends. Alerts and dashboards rely on them.
  private static final List<String> NAMES =
      List.of(
          "fibonacci_operator_api_request_seconds",
          "fibonacci_operator_build_info",
          "fibonacci_operator_leader",
          "fibonacci_operator_queue_length",
          "fibonacci_operator_queue_oldest_seconds",
          "fibonacci_operator_queue_seconds",
          "fibonacci_operator_reconcile_seconds",
          "fibonacci_operator_reconciles_running",
          "fibonacci_operator_retries_total",
          "fibonacci_services");

  private final Subject demo = new Subject(Cluster.namespace());

  @Test
  void metrics_tell_what_the_operator_does_and_of_no_single_service() throws Exception {
    try (var operator = TestOperator.in(demo.namespace())) {
      demo.apply("replicas: 2");
      demo.await(Deployment.class);
      eventually(operator::metrics, text -> text.contains("services{ready=\"False\"} 1.0"));
      demo.ready(2);
      eventually(operator::metrics, text -> text.contains("services{ready=\"True\"} 1.0"));

      var metrics = operator.metrics();

      assertThat(names(metrics)).containsExactlyElementsOf(NAMES);
      assertThat(metrics).doesNotContain("demo").doesNotContain(demo.namespace());
      assertThat(value(operator, "fibonacci_operator_leader")).isEqualTo(1);
      assertThat(value(operator, "fibonacci_operator_build_info")).isEqualTo(1);
      assertThat(value(operator, "fibonacci_operator_reconciles_running")).isZero();
      assertThat(value(operator, "fibonacci_operator_queue_length")).isZero();
      assertThat(value(operator, "fibonacci_operator_reconcile_seconds_count")).isPositive();
      assertThat(value(operator, "fibonacci_operator_queue_seconds_count")).isPositive();
      assertThat(metrics)
          .contains("api_request_seconds_count{status=\"201\",verb=\"apply\"}")
          .contains("api_request_seconds_count{status=\"101\",verb=\"watch\"}")
          .contains("jvm_memory_used_bytes", "process_cpu_usage", "jvm_gc_");
    }
  }

  @Test
  void an_operator_that_stands_by_says_so() throws Exception {
    try (var first = TestOperator.candidate(demo.namespace(), "operator-1")) {
      eventually(() -> value(first, "fibonacci_operator_leader"), Double.valueOf(1)::equals);
      try (var second = TestOperator.candidate(demo.namespace(), "operator-2")) {
        assertThat(value(second, "fibonacci_operator_leader")).isZero();
      }
    }
  }

  private static List<String> names(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("fibonacci_"))
        .map(line -> line.replaceFirst("(_max|_bucket|_count|_sum)?[{ ].*", ""))
        .distinct()
        .sorted()
        .toList();
  }

  private static double value(TestOperator operator, String name)
      throws IOException, InterruptedException {
    return operator
        .metrics()
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
