package run.fibonacci.local.node.launch;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import run.fibonacci.local.node.probe.ProbeCheck;

/// What a PodSpec asks for that a process cannot have. A pod that would run without it would run
/// wrongly, so it is not started, and says why. Security contexts are let pass: a process has the
/// rights of whoever started the node.
public final class Refusals {
  /// Where service account tokens are mounted; here the pod has a kubeconfig instead.
  static final String TOKEN_FOLDER = "/var/run/secrets/kubernetes.io/serviceaccount";

  private static final String TEMPORARY = "/tmp";

  private final PodSpec spec;
  private final List<String> reasons = new ArrayList<>();

  private Refusals(PodSpec spec) {
    this.spec = spec;
  }

  /// The reasons not to run it, in the order of the spec; empty when it can be run.
  public static List<String> of(PodSpec spec) {
    var refusals = new Refusals(spec);
    refusals.checkPod();
    spec.getContainers().forEach(refusals::checkContainer);
    return List.copyOf(refusals.reasons);
  }

  private void refuseIf(boolean asked, String what) {
    if (asked) {
      reasons.add(what + " not supported: pods are processes on this node");
    }
  }

  private void checkPod() {
    refuseIf(!spec.getInitContainers().isEmpty(), "initContainers are");
    refuseIf(!spec.getEphemeralContainers().isEmpty(), "ephemeralContainers are");
    refuseIf(!spec.getReadinessGates().isEmpty(), "readinessGates are");
    refuseIf(Boolean.TRUE.equals(spec.getHostNetwork()), "hostNetwork is");
    refuseIf(Boolean.TRUE.equals(spec.getHostPID()), "hostPID is");
  }

  private void checkContainer(Container container) {
    var name = container.getName();
    for (var mount : container.getVolumeMounts()) {
      refuseIf(
          !isMountable(mount),
          "the mount of volume "
              + mount.getName()
              + " at "
              + mount.getMountPath()
              + " in container "
              + name
              + " is");
    }
    refuseIf(container.getWorkingDir() != null, "workingDir of container " + name + " is");
    refuseIf(hasHostPort(container), "hostPort of container " + name + " is");
    probes(container).forEach(probe -> checkProbe(container, probe));
    Optional.ofNullable(container.getLifecycle())
        .ifPresent(lifecycle -> {
          refuseIf(lifecycle.getPostStart() != null, "postStart of container " + name + " is");
          checkPreStop(name, lifecycle.getPreStop());
        });
  }

  private boolean isMountable(VolumeMount mount) {
    var atToken = mount.getMountPath().equals(TOKEN_FOLDER);
    return mount.getSubPath() == null
        && spec.getVolumes().stream()
            .filter(volume -> volume.getName().equals(mount.getName()))
            .anyMatch(volume -> atToken ? isToken(volume) : isTemporary(volume, mount));
  }

  /// Whether the volume is the one that gives a pod access to the API server.
  static boolean isToken(Volume volume) {
    return volume.getProjected() != null;
  }

  /// Whether this mount is the container's temporary folder.
  static boolean isTemporary(Volume volume, VolumeMount mount) {
    return volume.getEmptyDir() != null && mount.getMountPath().equals(TEMPORARY);
  }

  private static boolean hasHostPort(Container container) {
    return container.getPorts().stream().anyMatch(port -> port.getHostPort() != null);
  }

  private static Stream<Probe> probes(Container container) {
    return Stream.of(
            container.getStartupProbe(),
            container.getLivenessProbe(),
            container.getReadinessProbe())
        .filter(probe -> probe != null);
  }

  private void checkProbe(Container container, Probe probe) {
    var supported = isPlainHttp(probe.getHttpGet()) || probe.getTcpSocket() != null;
    var what = "a probe of container " + container.getName();
    refuseIf(!supported, what + " other than plain httpGet or tcpSocket is");
    if (supported) {
      try {
        ProbeCheck.of(probe, container, "127.0.0.1");
      } catch (IllegalArgumentException e) {
        reasons.add(what + " cannot be asked: " + e.getMessage());
      }
    }
  }

  private static boolean isPlainHttp(@Nullable HTTPGetAction get) {
    return get != null
        && !"HTTPS".equals(get.getScheme())
        && get.getHttpHeaders().stream().noneMatch(h -> h.getName().equalsIgnoreCase("host"));
  }

  private void checkPreStop(String container, @Nullable LifecycleHandler hook) {
    if (hook != null) {
      var supported = isPlainHttp(hook.getHttpGet()) || hook.getSleep() != null;
      refuseIf(
          !supported,
          "a preStop of container " + container + " other than plain httpGet or sleep is");
    }
  }
}
