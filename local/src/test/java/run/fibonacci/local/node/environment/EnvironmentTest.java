package run.fibonacci.local.node.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import run.fibonacci.local.node.Yaml;

final class EnvironmentTest {
  private static final PodFacts FACTS =
      new PodFacts(
          Yaml.read(
              """
              metadata:
                name: web
                namespace: shop
                uid: 1-2
                labels: {app: web, example.com/tier: front}
                annotations: {note: hello}
              spec:
                nodeName: here
                serviceAccountName: seller
                containers: []
              """,
              Pod.class),
          "127.1.2.10",
          "127.1.2.1",
          Map.of("cpu", new Quantity("2"), "memory", new Quantity("8Gi")));

  private static final ConfigSource CONFIG =
      new ConfigSource() {
        @Override
        public Optional<Map<String, String>> secret(String namespace, String name) {
          return name.equals("login")
              ? Optional.of(Map.of("user", "bob", "password", "$(NAME)"))
              : Optional.empty();
        }

        @Override
        public Optional<Map<String, String>> configMap(String namespace, String name) {
          return name.equals("tuning") ? Optional.of(Map.of("size", "4")) : Optional.empty();
        }
      };

  @ParameterizedTest
  @CsvSource({
    "metadata.name,web",
    "metadata.namespace,shop",
    "metadata.uid,1-2",
    "metadata.labels['app'],web",
    "metadata.labels['example.com/tier'],front",
    "metadata.labels['none'],''",
    "metadata.annotations['note'],hello",
    "status.podIP,127.1.2.10",
    "status.podIPs,127.1.2.10",
    "status.hostIP,127.1.2.1",
    "spec.nodeName,here",
    "spec.serviceAccountName,seller"
  })
  void aFieldOfThePodIsFound(String path, String value) throws ConfigProblem {
    assertThat(resolve("env: [{name: X, valueFrom: {fieldRef: {fieldPath: \"" + path + "\"}}}]"))
        .containsEntry("X", value);
  }

  @ParameterizedTest
  @CsvSource({
    "limits.cpu,0,1",
    "limits.cpu,1m,500",
    "limits.memory,1,8589934592",
    "limits.memory,1Mi,8192",
    "requests.memory,1Mi,100",
    "requests.memory,1Gi,1",
    "requests.cpu,1m,0"
  })
  void aResourceIsRoundedUpToItsDivisor(String resource, String divisor, String value)
      throws ConfigProblem {
    var container =
        """
        resources: {limits: {cpu: 500m}, requests: {memory: 100Mi}}
        env: [{name: X, valueFrom: {resourceFieldRef: {resource: %s, divisor: %s}}}]
        """;
    assertThat(resolve(container.formatted(resource, divisor))).containsEntry("X", value);
  }

  @Test
  void laterValuesMayReferToEarlierOnesAndWin() throws ConfigProblem {
    var environment =
        resolve(
            """
            envFrom:
            - {prefix: DB_, secretRef: {name: login}}
            - configMapRef: {name: tuning}
            - configMapRef: {name: absent, optional: true}
            env:
            - {name: URL, value: "$(DB_user)@$(BASE):$(LATER)"}
            - {name: LATER, value: x}
            - {name: size, value: "5"}
            - {name: EMPTY}
            """);
    assertThat(environment)
        .containsEntry("URL", "bob@base:$(LATER)")
        .containsEntry("size", "5")
        .containsEntry("EMPTY", "")
        // what comes from a secret is not expanded
        .containsEntry("DB_password", "$(NAME)");
  }

  @Test
  void whatIsOptionalAndMissingIsLeftOut() throws ConfigProblem {
    var environment =
        resolve(
            """
            env:
            - {name: A, valueFrom: {secretKeyRef: {name: absent, key: k, optional: true}}}
            - {name: B, valueFrom: {configMapKeyRef: {name: tuning, key: k, optional: true}}}
            """);
    assertThat(environment).containsOnlyKeys("BASE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "secretKeyRef: {name: absent, key: k}|secret \"absent\" not found",
        "secretKeyRef: {name: login, key: k}|couldn't find key k in Secret shop/login",
        "configMapKeyRef: {name: absent, key: k}|configmap \"absent\" not found",
        "configMapKeyRef: {name: tuning, key: k}|couldn't find key k in ConfigMap shop/tuning",
        "fieldRef: {fieldPath: spec.color}|fieldPath \"spec.color\" is not supported by this node"
      })
  void whatIsMissingIsNamed(String from, String message) {
    assertThatThrownBy(() -> resolve("env: [{name: X, valueFrom: {" + from + "}}]"))
        .isInstanceOf(ConfigProblem.class)
        .hasMessage(message);
  }

  private static Map<String, String> resolve(String container) throws ConfigProblem {
    var parsed = Yaml.read("name: main\n" + container, Container.class);
    return Environment.resolve(parsed, FACTS, CONFIG, Map.of("BASE", "base"));
  }
}
