package run.fibonacci.operator.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.TestSettings;

final class StatusReportTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
  private static final StatusReport REPORT = new StatusReport(TestSettings.DEFAULT, NOON);

  @Test
  void a_service_without_a_deployment_waits_for_its_pods() {
    var status = REPORT.of(service("{}"), seen(null));

    assertThat(status.conditions())
        .extracting(Condition::getType, Condition::getStatus, Condition::getReason)
        .containsExactly(
            tuple("Ready", "False", "WaitingForPods"),
            tuple("Progressing", "True", "RollingOut"),
            tuple("Degraded", "False", "AsExpected"));
    assertThat(condition(status.conditions(), "Ready").getMessage())
        .isEqualTo("0 of 2 pods are ready");
  }

  @Test
  void a_service_whose_pods_are_all_up_to_date_is_ready() {
    var status = REPORT.of(service("{}"), seen(deployment(2, 2, 2, 2)));

    assertThat(status.conditions())
        .extracting(Condition::getType, Condition::getStatus, Condition::getReason)
        .containsExactly(
            tuple("Ready", "True", "PodsReady"),
            tuple("Progressing", "False", "Complete"),
            tuple("Degraded", "False", "AsExpected"));
    assertThat(status.readyReplicas()).isEqualTo(2);
    assertThat(status.observedGeneration()).isEqualTo(7);
    assertThat(status.selector())
        .isEqualTo("app.kubernetes.io/instance=demo,app.kubernetes.io/name=fib-service");
    assertThat(status.image()).isEqualTo("fibonacci-run/fib-service:1.2.3");
  }

  @Test
  void a_service_stays_ready_while_a_change_is_rolled_out() {
    var status = REPORT.of(service("{}"), seen(deployment(2, 3, 2, 1)));

    assertThat(status.conditions())
        .extracting(Condition::getType, Condition::getStatus, Condition::getReason)
        .startsWith(
            tuple("Ready", "True", "PodsReady"), tuple("Progressing", "True", "RollingOut"));
  }

  @Test
  void pods_that_an_autoscaler_adds_are_not_waited_for() {
    var spec = "autoscaling: {minReplicas: 2, maxReplicas: 9}";

    var status = REPORT.of(service(spec), seen(deployment(6, 6, 2, 6)));

    assertThat(condition(status.conditions(), "Ready").getStatus()).isEqualTo("True");
  }

  @Test
  void a_service_scaled_to_zero_is_ready_and_says_so() {
    var status = REPORT.of(service("replicas: 0"), seen(deployment(0, 0, 0, 0)));

    assertThat(condition(status.conditions(), "Ready").getReason()).isEqualTo("ScaledToZero");
  }

  @Test
  void the_pods_own_trouble_is_the_reason() {
    var trouble = new Trouble("ImagePullBackOff", "pod demo-1: no such image", true);

    var status =
        REPORT.of(
            service("{}"),
            new Seen(
                Optional.of(deployment(2, 2, 0, 2)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(trouble),
                Optional.empty(),
                true));

    assertThat(condition(status.conditions(), "Ready"))
        .returns("ImagePullBackOff", Condition::getReason)
        .returns("0 of 2 pods are ready; pod demo-1: no such image", Condition::getMessage);
    assertThat(condition(status.conditions(), "Degraded").getStatus()).isEqualTo("True");
  }

  @Test
  void a_rollout_past_its_deadline_is_degraded_and_no_longer_progressing() {
    var deployment = deployment(2, 3, 2, 1);
    deployment
        .getStatus()
        .setConditions(
            Serialization.unmarshal(
                    "conditions: [{type: Progressing, status: 'False', reason:"
                        + " ProgressDeadlineExceeded, message: timed out}]",
                    io.fabric8.kubernetes.api.model.apps.DeploymentStatus.class)
                .getConditions());

    var status = REPORT.of(service("{}"), seen(deployment));

    assertThat(status.conditions())
        .extracting(Condition::getType, Condition::getStatus, Condition::getReason)
        .containsExactly(
            tuple("Ready", "True", "PodsReady"),
            tuple("Progressing", "False", "Stuck"),
            tuple("Degraded", "True", "ProgressDeadlineExceeded"));
  }

  @Test
  void the_time_of_a_condition_moves_with_its_status_and_with_nothing_else() {
    var service = service("{}");
    service.setStatus(REPORT.of(service, seen(deployment(2, 2, 1, 2))));
    var later = new StatusReport(TestSettings.DEFAULT, Clock.offset(NOON, Duration.ofMinutes(1)));

    var stillWaiting = later.of(service, seen(deployment(2, 2, 0, 2)));
    var ready = later.of(service, seen(deployment(2, 2, 2, 2)));

    assertThat(condition(stillWaiting.conditions(), "Ready").getLastTransitionTime())
        .isEqualTo("2026-01-01T12:00:00Z");
    assertThat(condition(ready.conditions(), "Ready").getLastTransitionTime())
        .isEqualTo("2026-01-01T12:01:00Z");
  }

  @Test
  void the_url_is_inside_the_cluster_where_nothing_leads_in_from_outside() {
    assertThat(REPORT.of(service("{}"), seen(null)).url()).isEqualTo("http://demo.team.svc/");
    assertThat(REPORT.of(service("service: {port: 8080}"), seen(null)).url())
        .isEqualTo("http://demo.team.svc:8080/");
  }

  @Test
  void the_url_is_the_hosts_of_the_ingress() {
    assertThat(url("{host: fib.example.com}", "[]", "{}")).isEqualTo("http://fib.example.com/");
    assertThat(url("{host: fib.example.com}", "[{secretName: tls}]", "{}"))
        .isEqualTo("https://fib.example.com/");
  }

  @Test
  void the_url_takes_the_address_that_the_ingress_controller_has_published() {
    assertThat(url("{}", "[]", "{loadBalancer: {ingress: [{ip: 192.0.2.1}]}}"))
        .isEqualTo("http://192.0.2.1/");
    assertThat(
            url(
                "{host: fib.example.com}",
                "[]",
                "{loadBalancer: {ingress: [{ip: 127.0.0.1, ports: [{port: 8080}]}]}}"))
        .isEqualTo("http://fib.example.com:8080/");
  }

  @Test
  void the_url_stays_inside_until_an_ingress_without_host_has_an_address() {
    assertThat(url("{}", "[]", "{}")).isEqualTo("http://demo.team.svc/");
  }

  private static String url(String rule, String tls, String status) {
    var ingress =
        Serialization.unmarshal(
            """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            spec: {rules: [%s], tls: %s}
            status: %s
            """
                .formatted(rule, tls, status),
            Ingress.class);
    ingress
        .getSpec()
        .getRules()
        .getFirst()
        .setHttp(
            Serialization.unmarshal(
                "paths: [{path: /}]",
                io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressRuleValue.class));
    var seen =
        new Seen(
            Optional.empty(),
            Optional.empty(),
            Optional.of(ingress),
            Optional.empty(),
            Optional.empty(),
            true);
    return REPORT.of(service("{}"), seen).url();
  }

  private static Condition condition(java.util.List<Condition> conditions, String type) {
    return conditions.stream().filter(c -> c.getType().equals(type)).findFirst().orElseThrow();
  }

  private static Seen seen(Deployment deployment) {
    return new Seen(
        Optional.ofNullable(deployment),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  private static Deployment deployment(int wanted, int total, int ready, int updated) {
    return Serialization.unmarshal(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: demo, namespace: team, generation: 3}
        spec: {replicas: %d}
        status: {observedGeneration: 3, replicas: %d, readyReplicas: %d, updatedReplicas: %d}
        """
            .formatted(wanted, total, ready, updated),
        Deployment.class);
  }

  private static FibonacciService service(String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: fibonacci.run/v1
        kind: FibonacciService
        metadata: {name: demo, namespace: team, generation: 7}
        spec: {%s}
        """
            .formatted(spec.equals("{}") ? "" : spec),
        FibonacciService.class);
  }
}
