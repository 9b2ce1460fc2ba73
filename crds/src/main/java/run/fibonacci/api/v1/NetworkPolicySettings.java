package run.fibonacci.api.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;

/** Who may reach the pods. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NetworkPolicySettings(
    @JsonPropertyDescription(
            "Who may call the service, such as the ingress controller's namespace. Default: all"
                + " pods of the cluster. Health and metrics are open to the whole cluster.")
        @Size(max = 16)
        List<NetworkPolicyPeer> from) {

  /** Takes an absent list as empty. */
  public NetworkPolicySettings {
    from = from == null ? List.of() : List.copyOf(from);
  }
}
