package run.fibonacci.api.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The account that the pods run as. */
@ValidationRule(
    value = "!(has(self.name) && has(self.annotations) && size(self.annotations) > 0)",
    message =
        "serviceAccount has both name and annotations: remove annotations to use an account of"
            + " yours, or name to have one made")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ServiceAccountSettings(
    @JsonPropertyDescription("An existing account. Absent: one is made, named like the service.")
        @Size(min = 1, max = 253)
        @Nullable String name,
    @JsonPropertyDescription("Annotations of the account that is made, such as an IAM role.")
        Map<String, String> annotations) {

  /** Takes absent annotations as none. */
  public ServiceAccountSettings {
    annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
  }
}
