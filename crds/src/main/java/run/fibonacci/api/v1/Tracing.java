package run.fibonacci.api.v1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where the pods send their traces. */
public record Tracing(
    @JsonPropertyDescription(
            "URL of a collector that takes OTLP over HTTP, such as http://otel-collector:4318.")
        @Required
        @Size(min = 1, max = 2048)
        @ValidationRule(
            value = "self.matches('^https?://[^ ?#]+$')",
            message = "endpoint is no URL: write it like http://otel-collector:4318")
        String endpoint,
    @JsonPropertyDescription(
            "How many of a hundred requests are traced; what a caller's traceparent says holds."
                + " Default: 100.")
        @Min(0)
        @Max(100)
        @Nullable Integer percent) {}
