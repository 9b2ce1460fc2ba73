package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import run.fibonacci.operator.dependent.ServiceMonitor;

/// The chart's rules against the API server's audit log of everything that an operator does: each
/// verb that is granted is used, and each one that is used is granted.
@ExtendWith(Cluster.class)
final class RightsIT {

  private static final List<Class<? extends HasMetadata>> CHILDREN =
      List.of(
          Deployment.class,
          Service.class,
          ServiceAccount.class,
          HorizontalPodAutoscaler.class,
          Ingress.class,
          HTTPRoute.class,
          PodDisruptionBudget.class,
          NetworkPolicy.class,
          ServiceMonitor.class);

  private final Subject demo = new Subject(Cluster.namespace());

  @Test
  void each_verb_granted_is_used_and_each_one_used_is_granted() throws Exception {
    var namespace = demo.namespace();
    var rights =
        Cluster.namespacedOperatorConfig(
            namespace, Map.of("watchNamespaces[0]", namespace, "rollOnSecretChange", true));
    try (var operator =
        TestOperator.with(
            rights,
            namespace,
            "FIB_ROLL_ON_SECRET_CHANGE",
            "true",
            "FIB_LEADER_ELECTION",
            "true",
            "POD_NAMESPACE",
            namespace,
            "POD_NAME",
            "operator-1")) {
      liveAFullLife();
      // pods that do not come are asked why, after a while
      eventually(
          () -> operator.calls().stream().anyMatch(call -> call.endsWith("/pods")),
          Boolean.TRUE::equals);
    }

    assertThat(used()).containsExactlyInAnyOrderElementsOf(granted());
  }

  /// Everything is made, changed, robbed of its labels, adopted and dropped again.
  private void liveAFullLife() {
    write("login");
    demo.apply(
        "autoscaling: {minReplicas: 2, maxReplicas: 5}, ingress: {}, networkPolicy: {},"
            + " gateway: {parentRefs: [{name: public}]}, monitoring: {serviceMonitor: {}},"
            + " database: {host: db, credentialsSecret: {name: login}}");
    for (var kind : CHILDREN) {
      demo.await(kind);
    }
    for (var kind : CHILDREN) {
      demo.patch(kind, "{\"metadata\": {\"labels\": null}}");
      eventually(
          () -> demo.child(kind).get().getMetadata().getLabels(), labels -> labels.size() >= 3);
    }
    demo.apply("replicas: 1, serviceAccount: {name: default}");
    for (var kind : CHILDREN.subList(2, CHILDREN.size())) {
      demo.awaitNo(kind);
    }
  }

  private void write(String name) {
    var secret =
        new SecretBuilder().withNewMetadata().withName(name).withNamespace(demo.namespace());
    Cluster.admin().resource(secret.endMetadata().build()).create();
  }

  private Set<String> used() throws IOException {
    var used = new TreeSet<String>();
    for (var line : Files.readAllLines(Cluster.plane().auditLog())) {
      var event = Serialization.unmarshal(line, JsonNode.class);
      var user = "system:serviceaccount:" + demo.namespace() + ":fibonacci-operator";
      var object = event.path("objectRef");
      if (event.path("user").path("username").asText().equals(user)
          && object.hasNonNull("resource")
          && !object.path("apiGroup").asText().equals("authorization.k8s.io")) {
        var subresource = object.path("subresource").asText();
        var resource =
            object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource);
        var group = object.path("apiGroup").asText();
        used.add(right(group, resource, event.path("verb").asText()));
        // an apply that makes something is a patch that needs the right to create
        if (event.path("responseStatus").path("code").asInt() == HttpURLConnection.HTTP_CREATED) {
          used.add(right(group, resource, "create"));
        }
      }
    }
    return used;
  }

  private Set<String> granted() {
    var granted = new TreeSet<String>();
    Cluster.admin().rbac().roles().inNamespace(demo.namespace()).list().getItems().stream()
        .flatMap(role -> role.getRules().stream())
        .flatMap(RightsIT::rights)
        .forEach(granted::add);
    return granted;
  }

  private static Stream<String> rights(PolicyRule rule) {
    return rule.getApiGroups().stream()
        .flatMap(group ->
            rule.getResources().stream()
                .flatMap(resource ->
                    rule.getVerbs().stream().map(verb -> right(group, resource, verb))));
  }

  private static String right(String group, String resource, String verb) {
    return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
  }
}
