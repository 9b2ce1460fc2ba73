package run.fibonacci.operator.dependent;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.api.v1.FibonacciServiceSpec;
import run.fibonacci.api.v1.Monitoring.ServiceMonitorSettings;
import run.fibonacci.operator.OperatorSettings;

/// The ServiceMonitor, where the spec has one: the Prometheus Operator then collects the pods'
/// metrics.
@KubernetesDependent(informer = @Informer(labelSelector = Labels.OURS))
public final class ServiceMonitorDependent extends OptionalDependent<ServiceMonitor> {

  /// Made anew for each operator.
  public ServiceMonitorDependent(OperatorSettings settings, OptionalKinds kinds) {
    super(ServiceMonitor.class, settings, kinds);
  }

  @Override
  boolean isWanted(FibonacciService service) {
    return isIn(service.getSpec());
  }

  /// Whether the spec has a monitor.
  static boolean isIn(FibonacciServiceSpec spec) {
    return spec.monitoring() != null && spec.monitoring().serviceMonitor() != null;
  }

  @Override
  ServiceMonitor desired(FibonacciService service, @Nullable ServiceMonitor actual) {
    var wanted = requireNonNull(requireNonNull(service.getSpec().monitoring()).serviceMonitor());
    var labels = new TreeMap<>(wanted.labels());
    labels.putAll(Labels.of(service));
    var monitor = new ServiceMonitor();
    monitor.setMetadata(metadata(service));
    monitor.getMetadata().setLabels(labels);
    monitor.setSpec(spec(service, wanted));
    return marked(monitor);
  }

  private static ServiceMonitor.Spec spec(FibonacciService service, ServiceMonitorSettings wanted) {
    var path = ServiceEnvironment.contextPath(service.getSpec()) + "/prometheus";
    return new ServiceMonitor.Spec(
        Labels.INSTANCE,
        new LabelSelectorBuilder().withMatchLabels(Labels.selector(service)).build(),
        List.of(new ServiceMonitor.Endpoint(ServiceContainer.MANAGEMENT, path, wanted.interval())));
  }
}
