package run.fibonacci.api.v1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Which other sites' pages may use the service from a browser. */
public record Cors(
    @JsonPropertyDescription("Origins such as https://app.example.com, or * alone for all.")
        @Required
        @Size(min = 1, max = 32)
        @ValidationRule(
            value =
                "self == ['*'] || self.all(o,"
                    + " o.matches('^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?$'))",
            message =
                "origins holds what is no origin: write a scheme, a host and nothing behind them,"
                    + " such as https://app.example.com, or * alone")
        List<@Size(max = 300) String> origins) {

  /** Takes an absent list as empty. */
  public Cors {
    origins = origins == null ? List.of() : List.copyOf(origins);
  }
}
