package run.fibonacci.operator.dependent;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.api.v1.Rollout;
import run.fibonacci.operator.OperatorSettings;
import run.fibonacci.operator.drift.Comparison;
import run.fibonacci.operator.replicas.ReplicaHandover;

/// The Deployment that runs the pods.
@KubernetesDependent(informer = @Informer(labelSelector = Labels.OURS))
public final class DeploymentDependent extends FibonacciDependent<Deployment> {

  /// Name of the port that serves numbers.
  static final String HTTP = "http";

  private static final KubernetesSerialization MAPPER = new KubernetesSerialization();
  private static final Rollout ROLLOUT = new Rollout(new IntOrString(1), new IntOrString(0), 600);

  /// Annotation of the pods that changes when a Secret does that they take variables from.
  static final String SECRETS = "fibonacci.run/secrets";

  private final Function<FibonacciService, Optional<String>> secrets;

  /// Made anew for each operator.
  ///
  /// @param secrets a word that changes when a Secret of the service does, where that is known
  public DeploymentDependent(
      OperatorSettings settings, Function<FibonacciService, Optional<String>> secrets) {
    super(Deployment.class, settings);
    this.secrets = secrets;
  }

  /// The image of the pods: the one in the spec, else the one that the operator was released with.
  public static String image(FibonacciService service, OperatorSettings settings) {
    return requireNonNullElse(service.getSpec().image(), settings.serviceImage());
  }

  @Override
  Deployment desired(FibonacciService service, @Nullable Deployment actual) {
    var rollout = requireNonNullElse(service.getSpec().rollout(), ROLLOUT);
    var replicas = ReplicaHandover.replicas(service.getSpec(), actual, FIELD_MANAGER);
    return new DeploymentBuilder()
        .withMetadata(metadata(service))
        .withNewSpec()
        .withReplicas(replicas.orElse(null))
        .withRevisionHistoryLimit(3)
        .withProgressDeadlineSeconds(
            requireNonNullElse(
                rollout.progressDeadlineSeconds(), ROLLOUT.progressDeadlineSeconds()))
        .withStrategy(strategy(rollout))
        .withSelector(new LabelSelectorBuilder().withMatchLabels(Labels.selector(service)).build())
        .withNewTemplate()
        .withMetadata(podMetadata(service, actual))
        .withSpec(podSpec(service))
        .endTemplate()
        .endSpec()
        .build();
  }

  @Override
  Deployment withoutRestart(Deployment desired, Comparison<Deployment> comparison) {
    return comparison
        .outdated("spec", "template")
        .map(old -> MAPPER.convertValue(old, PodTemplateSpec.class))
        .map(old -> new DeploymentBuilder(desired).editSpec().withTemplate(old).endSpec().build())
        .orElse(desired);
  }

  private static DeploymentStrategy strategy(Rollout rollout) {
    return new DeploymentStrategyBuilder()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withMaxSurge(requireNonNullElse(rollout.maxSurge(), ROLLOUT.maxSurge()))
        .withMaxUnavailable(requireNonNullElse(rollout.maxUnavailable(), ROLLOUT.maxUnavailable()))
        .endRollingUpdate()
        .build();
  }

  private ObjectMeta podMetadata(FibonacciService service, @Nullable Deployment actual) {
    var labels = new TreeMap<>(service.getSpec().podLabels());
    labels.putAll(Labels.of(service));
    var annotations = new TreeMap<>(service.getSpec().podAnnotations());
    secrets
        .apply(service)
        .or(() -> lastSecrets(actual))
        .ifPresent(word -> annotations.put(SECRETS, word));
    return new ObjectMetaBuilder().withLabels(labels).withAnnotations(annotations).build();
  }

  /// A Secret that is gone for a moment, or an operator that no longer looks, is no reason to roll.
  private static Optional<String> lastSecrets(@Nullable Deployment actual) {
    return Optional.ofNullable(actual)
        .map(deployment -> deployment.getSpec().getTemplate())
        .map(template -> template.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(SECRETS));
  }

  private PodSpec podSpec(FibonacciService service) {
    var spec = service.getSpec();
    var pod =
        new PodSpecBuilder()
            .withServiceAccountName(ServiceAccountDependent.name(service))
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withImagePullSecrets(spec.imagePullSecrets())
            .withNodeSelector(spec.nodeSelector())
            .withTolerations(spec.tolerations())
            .withAffinity(spec.affinity())
            .withTopologySpreadConstraints(spread(service))
            .withPriorityClassName(spec.priorityClassName())
            .withTerminationGracePeriodSeconds(45L)
            .withNewSecurityContext()
            .withRunAsNonRoot(true)
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile()
            .endSecurityContext()
            .withContainers(ServiceContainer.of(service, image(service, settings), settings))
            .addNewVolume()
            .withName(ServiceContainer.TMP)
            .withNewEmptyDir()
            .endEmptyDir()
            .endVolume();
    AwsIdentity.of(spec, settings).ifPresent(identity -> identity.addTo(pod));
    return pod.build();
  }

  /// Over zones and nodes where that is possible; an empty list in the spec spreads nothing.
  private static List<TopologySpreadConstraint> spread(FibonacciService service) {
    return requireNonNullElse(
        service.getSpec().topologySpreadConstraints(),
        Stream.of("topology.kubernetes.io/zone", "kubernetes.io/hostname")
            .map(key ->
                new TopologySpreadConstraintBuilder()
                    .withMaxSkew(1)
                    .withTopologyKey(key)
                    .withWhenUnsatisfiable("ScheduleAnyway")
                    .withNewLabelSelector()
                    .withMatchLabels(Labels.selector(service))
                    .endLabelSelector()
                    .build())
            .toList());
  }
}
