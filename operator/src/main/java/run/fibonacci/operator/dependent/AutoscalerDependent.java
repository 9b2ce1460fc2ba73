package run.fibonacci.operator.dependent;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpecBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import run.fibonacci.api.v1.Autoscaling;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.OperatorSettings;
import run.fibonacci.operator.replicas.ReplicaHandover;

/// The HorizontalPodAutoscaler, where the spec has autoscaling.
@KubernetesDependent(
    informer = @Informer(labelSelector = Labels.OURS, onUpdateFilter = IntentChanged.class))
public final class AutoscalerDependent extends FibonacciDependent<HorizontalPodAutoscaler> {

  private static final int DEFAULT_CPU = 70;

  /// Made anew for each operator.
  public AutoscalerDependent(OperatorSettings settings) {
    super(HorizontalPodAutoscaler.class, settings);
  }

  @Override
  boolean isWanted(FibonacciService service) {
    return service.getSpec().autoscaling() != null;
  }

  @Override
  HorizontalPodAutoscaler desired(
      FibonacciService service, @Nullable HorizontalPodAutoscaler actual) {
    var autoscaling = requireNonNull(service.getSpec().autoscaling());
    return new HorizontalPodAutoscalerBuilder()
        .withMetadata(metadata(service))
        .withNewSpec()
        .withNewScaleTargetRef()
        .withApiVersion("apps/v1")
        .withKind("Deployment")
        .withName(service.getMetadata().getName())
        .endScaleTargetRef()
        .withMinReplicas(ReplicaHandover.minimum(autoscaling))
        .withMaxReplicas(autoscaling.maxReplicas())
        .withMetrics(metrics(autoscaling))
        .withBehavior(autoscaling.behavior())
        .endSpec()
        .build();
  }

  private static List<MetricSpec> metrics(Autoscaling autoscaling) {
    var metrics = new ArrayList<MetricSpec>();
    if (autoscaling.targetCPUUtilizationPercentage() != null) {
      metrics.add(utilization("cpu", autoscaling.targetCPUUtilizationPercentage()));
    }
    if (autoscaling.targetMemoryUtilizationPercentage() != null) {
      metrics.add(utilization("memory", autoscaling.targetMemoryUtilizationPercentage()));
    }
    metrics.addAll(autoscaling.metrics());
    return metrics.isEmpty() ? List.of(utilization("cpu", DEFAULT_CPU)) : metrics;
  }

  private static MetricSpec utilization(String resource, int percent) {
    return new MetricSpecBuilder()
        .withType("Resource")
        .withNewResource()
        .withName(resource)
        .withNewTarget()
        .withType("Utilization")
        .withAverageUtilization(percent)
        .endTarget()
        .endResource()
        .build();
  }
}
