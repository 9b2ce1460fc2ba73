package run.fibonacci.local.node.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import run.fibonacci.local.node.Yaml;

final class RefusalsTest {
  @Test
  void whatTheChartAndTheOperatorMakeIsRun() {
    var spec =
        """
        securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
        containers:
        - name: main
          securityContext: {readOnlyRootFilesystem: true}
          ports: [{name: http, containerPort: 80}]
          readinessProbe: {httpGet: {path: /, port: http}}
          livenessProbe: {tcpSocket: {port: 80}}
          lifecycle: {preStop: {sleep: {seconds: 5}}}
          volumeMounts:
          - {name: tmp, mountPath: /tmp}
          - {name: kube-api-access-x, mountPath: /var/run/secrets/kubernetes.io/serviceaccount}
        volumes:
        - {name: tmp, emptyDir: {}}
        - {name: kube-api-access-x, projected: {sources: []}}
        - {name: unused, hostPath: {path: /}}
        """;
    assertThat(Refusals.of(Yaml.read(spec, PodSpec.class))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hostNetwork: true|hostNetwork is",
        "initContainers: [{name: first}]|initContainers are",
        "containers: [{name: main, workingDir: /app}]|workingDir of container main is",
        "containers: [{name: main, ports: [{containerPort: 1, hostPort: 1}]}]|hostPort of container"
            + " main is",
        "containers: [{name: main, livenessProbe: {exec: {command: [ls]}}}]"
            + "|a probe of container main other than plain httpGet or tcpSocket is",
        "containers: [{name: main, livenessProbe: {httpGet: {port: 1, scheme: HTTPS}}}]"
            + "|a probe of container main other than plain httpGet or tcpSocket is",
        "containers: [{name: main, lifecycle: {preStop: {exec: {command: [ls]}}}}]"
            + "|a preStop of container main other than plain httpGet or sleep is",
        "{volumes: [{name: v, hostPath: {path: /}}], "
            + "containers: [{name: main, volumeMounts: [{name: v, mountPath: /tmp}]}]}"
            + "|the mount of volume v at /tmp in container main is",
        "{volumes: [{name: v, emptyDir: {}}], "
            + "containers: [{name: main, volumeMounts: [{name: v, mountPath: /data}]}]}"
            + "|the mount of volume v at /data in container main is",
        "{volumes: [{name: v, configMap: {name: c}}], "
            + "containers: [{name: main, volumeMounts: [{name: v, mountPath: /etc/c}]}]}"
            + "|the mount of volume v at /etc/c in container main is"
      })
  void whatAProcessCannotHaveIsNamed(String spec, String what) {
    assertThat(Refusals.of(Yaml.read(spec, PodSpec.class)))
        .containsExactly(what + " not supported: pods are processes on this node");
  }

  @Test
  void aProbeOfAnUnknownPortIsRefused() {
    var spec = "containers: [{name: main, livenessProbe: {tcpSocket: {port: web}}}]";
    assertThat(Refusals.of(Yaml.read(spec, PodSpec.class)))
        .containsExactly(
            "a probe of container main cannot be asked: couldn't find port \"web\" in container"
                + " main");
  }
}
