package run.fibonacci.api.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands the number of pods to a HorizontalPodAutoscaler. */
@ValidationRule(
    value = "!has(self.minReplicas) || self.minReplicas <= self.maxReplicas",
    message = "maxReplicas is below minReplicas: raise maxReplicas or lower minReplicas")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Autoscaling(
    @JsonPropertyDescription(
            "Fewest pods that the autoscaler keeps. Default: 2, or maxReplicas where that is less.")
        @Min(1)
        @Max(1000)
        @Nullable Integer minReplicas,
    @JsonPropertyDescription("Most pods that the autoscaler may ask for.")
        @Required
        @Min(1)
        @Max(1000)
        Integer maxReplicas,
    @JsonPropertyDescription(
            "CPU use that the autoscaler aims at, in percent of what the pods request. Default: 70"
                + " when no other target and no metric is given.")
        @Min(1)
        @Max(1000)
        @Nullable Integer targetCPUUtilizationPercentage,
    @JsonPropertyDescription(
            "Memory use that the autoscaler aims at, in percent of what the pods request.")
        @Min(1)
        @Max(1000)
        @Nullable Integer targetMemoryUtilizationPercentage,
    @JsonPropertyDescription("Further metrics, as in an autoscaling/v2 HorizontalPodAutoscaler.")
        @Size(max = 16)
        List<MetricSpec> metrics,
    @JsonPropertyDescription("How fast to scale, as in an autoscaling/v2 HorizontalPodAutoscaler.")
        @Nullable HorizontalPodAutoscalerBehavior behavior) {

  /** Takes absent metrics as none. */
  public Autoscaling {
    metrics = metrics == null ? List.of() : List.copyOf(metrics);
  }
}
