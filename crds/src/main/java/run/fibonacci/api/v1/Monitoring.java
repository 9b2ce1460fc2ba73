package run.fibonacci.api.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who collects the metrics of the pods. */
public record Monitoring(
    @JsonPropertyDescription("Has the Prometheus Operator collect them. Absent: no ServiceMonitor.")
        @Nullable ServiceMonitorSettings serviceMonitor) {

  /** A ServiceMonitor of the Prometheus Operator. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record ServiceMonitorSettings(
      @JsonPropertyDescription("How often. Default: as that Prometheus is set.")
          @Size(max = 10)
          @ValidationRule(
              value = "self.matches('^[1-9][0-9]{0,5}(ms|s|m|h)$')",
              messageExpression =
                  "'interval ' + self + ' is no duration: write a number and ms, s, m or h, such as"
                      + " 30s'")
          @Nullable String interval,
      @JsonPropertyDescription(
              "Labels added to the ServiceMonitor, by which a Prometheus finds it.")
          Map<String, String> labels) {

    /** Takes absent labels as none. */
    public ServiceMonitorSettings {
      labels = labels == null ? Map.of() : Map.copyOf(labels);
    }
  }
}
