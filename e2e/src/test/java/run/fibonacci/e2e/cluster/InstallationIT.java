package run.fibonacci.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static run.fibonacci.e2e.Fleet.eventually;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `helm install` leaves in the cluster.
@ClusterTest
final class InstallationIT {
  private final Cluster cluster;

  InstallationIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void two_operators_are_ready_and_one_of_them_leads() {
    var deployment =
        cluster.client().apps().deployments().inNamespace(Release.NAMESPACE).withName(Release.NAME);
    eventually(() -> deployment.get().getStatus().getReadyReplicas(), Integer.valueOf(2)::equals);
    var leader = eventually(this::leader, name -> !name.isEmpty());
    assertThat(cluster.operators()).extracting(Cluster::name).hasSize(2).contains(leader);
  }

  private String leader() {
    return cluster
        .client()
        .leases()
        .inNamespace(Release.NAMESPACE)
        .list()
        .getItems()
        .getFirst()
        .getSpec()
        .getHolderIdentity();
  }

  @Test
  void the_type_is_established() {
    var type =
        cluster
            .client()
            .apiextensions()
            .v1()
            .customResourceDefinitions()
            .withName("fibonacciservices.fibonacci.run")
            .require();
    assertThat(type.getStatus().getConditions())
        .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  @Test
  void helm_test_passes() {
    Release.test();
  }

  @Test
  void every_line_that_a_pod_logs_is_json() {
    try (var fleet = cluster.fleet("logging", "replicas: 1")) {
      var pods = Stream.concat(cluster.operators().stream(), fleet.pods().stream()).toList();

      assertThat(pods)
          .hasSize(3)
          .allSatisfy(
              pod -> assertThat(log(pod)).isNotEmpty().allMatch(line -> line.matches("\\{.*}")));
    }
  }

  private Stream<String> log(Pod pod) {
    return cluster.client().pods().resource(pod).getLog().lines();
  }

  @ParameterizedTest
  @ValueSource(strings = {Cluster.NAMESPACE, Release.NAMESPACE})
  void a_pod_with_more_rights_than_it_needs_is_refused_where_the_product_runs(String namespace) {
    var privileged =
        new PodBuilder()
            .withNewMetadata()
            .withName("privileged")
            .withNamespace(namespace)
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withName("privileged")
            .withImage("nowhere/none")
            .withNewSecurityContext()
            .withPrivileged()
            .endSecurityContext()
            .endContainer()
            .endSpec()
            .build();
    assertThatThrownBy(() -> cluster.client().resource(privileged).create())
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("violates PodSecurity \"restricted");
  }
}
