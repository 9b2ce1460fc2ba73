package run.fibonacci.api.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the service reachable from outside the cluster, through Gateways of the Gateway API. */
@ValidationRule(
    value = "has(self.parentRefs) && size(self.parentRefs) > 0",
    message =
        "gateway names no Gateway: add parentRefs with the name, and where it is in another"
            + " namespace the namespace, of at least one")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GatewaySettings(
    @JsonPropertyDescription("Gateways that the service is reached through.") @Size(max = 32)
        List<ParentRef> parentRefs,
    @JsonPropertyDescription(
            "Host names of the service. Default: NAME.NAMESPACE.DOMAIN where the operator has been"
                + " given a domain, else every host of the Gateways.")
        @Size(max = 16)
        @ValidationRule(
            value =
                "self.all(h, size(h) <= 253 &&"
                    + " h.matches('^(\\\\*\\\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$'))",
            message =
                "hostnames holds something that is not a host name: write lower-case letters,"
                    + " digits, \"-\" and \".\", such as fib.example.com")
        List<@Size(max = 253) String> hostnames) {

  /** Takes absent lists as empty. */
  public GatewaySettings {
    parentRefs = parentRefs == null ? List.of() : List.copyOf(parentRefs);
    hostnames = hostnames == null ? List.of() : List.copyOf(hostnames);
  }

  /** A Gateway, or one of its listeners. */
  public record ParentRef(
      @JsonPropertyDescription("Name of the Gateway.") @Required @Size(min = 1, max = 253)
          String name,
      @JsonPropertyDescription("Its namespace. Default: that of the service.")
          @Size(min = 1, max = 63)
          @Nullable String namespace,
      @JsonPropertyDescription("Name of one of its listeners. Default: all that take the host.")
          @Size(min = 1, max = 253)
          @Nullable String sectionName,
      @JsonPropertyDescription("Port of its listeners. Default: all that take the host.")
          @Min(1)
          @Max(65535)
          @Nullable Integer port) {}
}
