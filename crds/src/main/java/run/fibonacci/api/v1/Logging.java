package run.fibonacci.api.v1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What the pods write to their logs. */
public record Logging(
    @JsonPropertyDescription("TRACE, DEBUG, INFO, WARN or ERROR. Default: INFO.")
        @Size(max = 40)
        @ValidationRule(
            value = "self in ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR']",
            messageExpression =
                "'level ' + self + ' is unknown: write TRACE, DEBUG, INFO, WARN or ERROR'")
        @Nullable String level,
    @JsonPropertyDescription("plain, lines for people, or json, for machines. Default: plain.")
        @Size(max = 40)
        @ValidationRule(
            value = "self in ['plain', 'json']",
            messageExpression = "'format ' + self + ' is unknown: write plain or json'")
        @Nullable String format) {}
