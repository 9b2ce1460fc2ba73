package run.fibonacci.api.v1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** How often each caller may ask. */
public record RateLimit(
    @JsonPropertyDescription(
            "Requests that each caller may make of one pod in a second, in the long run.")
        @Required
        @Min(1)
        @Max(1_000_000)
        Integer perSecond,
    @JsonPropertyDescription("How many of them may come at once. Default: twice as many.")
        @Min(1)
        @Max(1_000_000)
        @Nullable Integer burst) {}
