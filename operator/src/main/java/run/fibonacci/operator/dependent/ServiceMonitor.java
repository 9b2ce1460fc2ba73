package run.fibonacci.operator.dependent;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The Prometheus Operator's ServiceMonitor, as far as this operator writes it.
@Group("monitoring.coreos.com")
@Version("v1")
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ServiceMonitor extends CustomResource<ServiceMonitor.Spec, Void>
    implements Namespaced {

  private static final long serialVersionUID = 1;

  /// Which Services, and what of them.
  ///
  /// @param jobLabel the Service's label whose value becomes the label `job`
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Spec(String jobLabel, LabelSelector selector, List<Endpoint> endpoints) {}

  /// Where the metrics are.
  ///
  /// @param targetPort name of the pods' port
  /// @param interval how often; null: as Prometheus is set
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Endpoint(String targetPort, String path, @Nullable String interval) {}
}
