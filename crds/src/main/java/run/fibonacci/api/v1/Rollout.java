package run.fibonacci.api.v1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** How a change reaches the pods. */
@ValidationRule(
    value =
        "!(has(self.maxSurge) && has(self.maxUnavailable)"
            + " && string(self.maxSurge) in ['0', '0%']"
            + " && string(self.maxUnavailable) in ['0', '0%'])",
    message =
        "maxSurge and maxUnavailable are both 0, so no pod could ever be replaced: raise one of"
            + " them")
public record Rollout(
    @JsonPropertyDescription(
            "Pods above the wanted number during a change, as a number or a percentage. Default:"
                + " 1.")
        @Nullable IntOrString maxSurge,
    @JsonPropertyDescription(
            "Pods below the wanted number during a change, as a number or a percentage. Default:"
                + " 0.")
        @Nullable IntOrString maxUnavailable,
    @JsonPropertyDescription(
            "Seconds without progress after which a change counts as failed. Default: 600.")
        @Min(10)
        @Max(86_400)
        @Nullable Integer progressDeadlineSeconds) {}
