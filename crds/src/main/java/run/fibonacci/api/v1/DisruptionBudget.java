package run.fibonacci.api.v1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** How many pods may be taken at once by those who drain nodes. */
@ValidationRule(
    value = "has(self.minAvailable) != has(self.maxUnavailable)",
    message = "disruptionBudget takes one of minAvailable and maxUnavailable: write just one")
public record DisruptionBudget(
    @JsonPropertyDescription("Pods that must stay, as a number or a percentage.")
        @ValidationRule(
            value = "type(self) == int ? self >= 0 : self.matches('^[0-9]{1,2}%$')",
            message =
                "minAvailable keeps a node from ever being drained, or is neither a number nor a"
                    + " percentage: write 1 or 50%")
        @Nullable IntOrString minAvailable,
    @JsonPropertyDescription("Pods that may be taken at once, as a number or a percentage.")
        @ValidationRule(
            value = "type(self) == int ? self >= 1 : self.matches('^([1-9][0-9]?|100)%$')",
            message =
                "maxUnavailable of none keeps every node from being drained, else it is a number or"
                    + " a percentage: write 1 or 25%")
        @Nullable IntOrString maxUnavailable) {}
