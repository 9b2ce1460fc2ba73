package run.fibonacci.api.v1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What one request may ask for. */
public record Limits(
    @JsonPropertyDescription(
            "Largest index that is answered; its number has about 0.209 digits per index. Default:"
                + " 10000000.")
        @Min(1)
        @Max(400_000_000)
        @Nullable Integer maxIndex,
    @JsonPropertyDescription("Most numbers that one call of a sequence hands out. Default: 1000.")
        @Min(1)
        @Max(100_000)
        @Nullable Integer maxCount,
    @JsonPropertyDescription(
            "Large numbers that a pod computes at the same time; further requests are turned away."
                + " Default: the pod's number of cores.")
        @Min(1)
        @Max(1024)
        @Nullable Integer maxConcurrentComputations,
    @JsonPropertyDescription(
            "How long one request may compute before it is given up, such as 500ms or 30s. Default:"
                + " 30s.")
        @Size(max = 10)
        @ValidationRule(
            value = "self.matches('^[1-9][0-9]{0,5}(ms|s|m)$')",
            messageExpression =
                "'requestTimeout ' + self + ' is no duration: write a number and ms, s or m, such"
                    + " as 30s'")
        @Nullable String requestTimeout) {}
