package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What an operator writes to its standard output.
@ExtendWith(Cluster.class)
final class LogIT {

  private final Subject demo = new Subject(Cluster.namespace());

  @Test
  void each_line_of_a_reconcile_names_its_service() throws Exception {
    var lines = new ArrayList<JsonNode>();
    for (var line : logOf("FIB_LOG_FORMAT", "json", "FIB_LOG_LEVEL", "DEBUG")) {
      lines.add(new ObjectMapper().readTree(line));
    }

    assertThat(lines).allSatisfy(line -> assertThat(line.get("level").asText()).isNotEmpty());
    assertThat(lines)
        .filteredOn(line -> line.get("formattedMessage").asText().startsWith("apply "))
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(line -> {
          var service = line.get("mdc");
          assertThat(service.get("resource.name").asText()).isEqualTo("demo");
          assertThat(service.get("resource.namespace").asText()).isEqualTo(demo.namespace());
          assertThat(service.get("resource.generation").asText()).isEqualTo("1");
        });
  }

  @Test
  void people_get_plain_lines_with_the_same() throws Exception {
    assertThat(logOf("FIB_LOG_LEVEL", "DEBUG"))
        .filteredOn(line -> line.contains(" apply "))
        .isNotEmpty()
        .allSatisfy(line ->
            assertThat(line)
                .matches("\\d{4}-\\d\\d-\\d\\dT.*")
                .contains(" " + demo.namespace() + " demo "));
  }

  private List<String> logOf(String... settings) throws Exception {
    try (var operator = OperatorProcess.start("operator-1", demo.namespace(), settings)) {
      operator.awaitReady();
      demo.apply("replicas: 2");
      demo.await(Deployment.class);
      eventually(() -> demo.says("Ready"), "False WaitingForPods"::equals);
      eventually(demo::events, events -> !events.isEmpty());
      return operator.log();
    }
  }
}
