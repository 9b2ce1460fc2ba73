package run.fibonacci.api.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Service in front of the pods. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ServiceSettings(
    @JsonPropertyDescription("ClusterIP, NodePort or LoadBalancer. Default: ClusterIP.")
        @Size(max = 40)
        @ValidationRule(
            value = "self in ['ClusterIP', 'NodePort', 'LoadBalancer']",
            messageExpression =
                "'type ' + self + ' is unknown: write ClusterIP, NodePort or LoadBalancer'")
        @Nullable String type,
    @JsonPropertyDescription("Port of the Service. Default: 80.") @Min(1) @Max(65535)
        @Nullable Integer port,
    @JsonPropertyDescription("Annotations of the Service, for cloud load balancers to read.")
        Map<String, String> annotations) {

  /** Takes absent annotations as none. */
  public ServiceSettings {
    annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
  }
}
