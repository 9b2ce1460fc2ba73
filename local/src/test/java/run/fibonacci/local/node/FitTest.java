package run.fibonacci.local.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FitTest {
  private static final Node NODE =
      Yaml.read(
          """
          metadata: {name: here, labels: {disk: ssd}}
          status: {allocatable: {cpu: "2", memory: 4Gi, pods: "3"}}
          """,
          Node.class);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "fits",
      value = {
        "1|containers: [{name: a}]|fits",
        "1|{nodeSelector: {disk: ssd}, containers: [{name: a}]}|fits",
        "1|{nodeSelector: {disk: hdd}, containers: [{name: a}]}"
            + "|node(s) didn't match Pod's node affinity/selector",
        "1|containers: [{name: a, resources: {requests: {cpu: 500m}}}]|fits",
        "1|containers: [{name: a, resources: {requests: {cpu: 501m}}}]|Insufficient cpu",
        "1|containers: [{name: a, resources: {requests: {cpu: 250m}}},"
            + " {name: b, resources: {requests: {cpu: 251m}}}]|Insufficient cpu",
        "2|containers: [{name: a, resources: {requests: {memory: 1Gi}}}]|Insufficient memory",
        "2|containers: [{name: a}]|fits",
        "3|containers: [{name: a}]|Too many pods"
      })
  void aPodGoesWhereItHasRoom(int present, String spec, String obstacle) {
    var taken = "containers: [{name: a, resources: {requests: {cpu: 1500m, memory: 1900Mi}}}]";
    var others = Collections.nCopies(present, pod(taken));
    var found = new Fit(NODE, List.copyOf(others)).obstacle(pod(spec));
    if (obstacle == null) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).hasValue("0/1 nodes are available: 1 " + obstacle + ".");
    }
  }

  private static Pod pod(String spec) {
    return Yaml.read("spec: {%s}".formatted(strip(spec)), Pod.class);
  }

  private static String strip(String spec) {
    return spec.startsWith("{") ? spec.substring(1, spec.length() - 1) : spec;
  }
}
