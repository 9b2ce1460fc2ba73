package run.fibonacci.operator.dependent;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.OperatorSettings;

/// The one container of each pod: the service with its ports, settings and probes.
final class ServiceContainer {

  /// Name of the volume at /tmp, the only place where the container may write.
  static final String TMP = "tmp";

  private static final int HTTP_PORT = 6765;
  private static final int MANAGEMENT_PORT = 6766;

  /// Name of the port of health and metrics.
  static final String MANAGEMENT = "management";

  private static final ResourceRequirements RESOURCES =
      new ResourceRequirementsBuilder()
          .addToRequests("cpu", new Quantity("100m"))
          .addToRequests("memory", new Quantity("256Mi"))
          .addToLimits("memory", new Quantity("512Mi"))
          .build();

  private ServiceContainer() {}

  static Container of(FibonacciService service, String image, OperatorSettings settings) {
    var spec = service.getSpec();
    var liveness = ServiceEnvironment.contextPath(spec) + "/health/liveness";
    var readiness = ServiceEnvironment.contextPath(spec) + "/health/readiness";
    var container =
        new ContainerBuilder()
            .withName("fib-service")
            .withImage(image)
            .withImagePullPolicy(spec.imagePullPolicy())
            .withEnv(ServiceEnvironment.of(spec, settings))
            .addNewPort()
            .withName(DeploymentDependent.HTTP)
            .withContainerPort(HTTP_PORT)
            .withProtocol("TCP")
            .endPort()
            .addNewPort()
            .withName(MANAGEMENT)
            .withContainerPort(MANAGEMENT_PORT)
            .withProtocol("TCP")
            .endPort()
            .withResources(requireNonNullElse(spec.resources(), RESOURCES))
            .withStartupProbe(probe(liveness, 1, 3, 120))
            .withReadinessProbe(probe(readiness, 2, 3, 2))
            // a pod that is slow, as its node is busy, would be slower after a start
            .withLivenessProbe(probe(liveness, 10, 10, 6))
            .withLifecycle(drain())
            // the last lines of a crash, without a right to read logs
            .withTerminationMessagePolicy("FallbackToLogsOnError")
            .withSecurityContext(restricted())
            .addNewVolumeMount()
            .withName(TMP)
            .withMountPath("/tmp")
            .endVolumeMount();
    AwsIdentity.of(spec, settings).ifPresent(identity -> identity.addTo(container));
    return container.build();
  }

  private static Probe probe(
      String path, int periodSeconds, int timeoutSeconds, int failureThreshold) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath(path)
        .withNewPort(MANAGEMENT)
        .endHttpGet()
        .withPeriodSeconds(periodSeconds)
        .withTimeoutSeconds(timeoutSeconds)
        .withFailureThreshold(failureThreshold)
        .build();
  }

  /// Keeps serving while the news that the pod is leaving reaches everyone who sends it requests.
  private static Lifecycle drain() {
    return new LifecycleBuilder()
        .withNewPreStop()
        .withNewSleep()
        .withSeconds(5L)
        .endSleep()
        .endPreStop()
        .build();
  }

  /// What the Pod Security Standard "restricted" asks for.
  private static SecurityContext restricted() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .build();
  }
}
