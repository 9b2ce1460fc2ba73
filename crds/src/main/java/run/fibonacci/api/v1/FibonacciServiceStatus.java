package run.fibonacci.api.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the operator saw when it last looked. Everything in it can be computed again. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FibonacciServiceStatus(
    @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("Pods that exist, ready or not.") @StatusReplicas
        @Nullable Integer replicas,
    @JsonPropertyDescription("Pods that answer requests.") @Nullable Integer readyReplicas,
    @JsonPropertyDescription("Label selector of the pods, for autoscalers and kubectl.")
        @LabelSelector
        @Nullable String selector,
    @JsonPropertyDescription(
            "Where the service answers: outside the cluster if it can, else inside.")
        @Nullable String url,
    @JsonPropertyDescription("Image that the pods are made from.") @Nullable String image,
    @JsonPropertyDescription("Version of the operator that wrote this status.")
        @Nullable String operatorVersion,
    @JsonPropertyDescription(
            "Ready: enough pods answer. Progressing: a change is being rolled out. Degraded:"
                + " something needs a person.")
        List<Condition> conditions) {

  /** Takes absent conditions as none. */
  public FibonacciServiceStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /** The condition of this type, if the status has one. */
  public Optional<Condition> condition(String type) {
    return conditions.stream().filter(c -> c.getType().equals(type)).findFirst();
  }

  /** The same of a service that may not have a status yet. */
  public static Optional<Condition> condition(FibonacciService service, String type) {
    return Optional.ofNullable(service.getStatus()).flatMap(status -> status.condition(type));
  }
}
