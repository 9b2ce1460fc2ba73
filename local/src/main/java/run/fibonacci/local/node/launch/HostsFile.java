package run.fibonacci.local.node.launch;

import io.fabric8.kubernetes.api.model.Service;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import run.fibonacci.local.node.environment.PodFacts;

/// The names that a pod's processes resolve, in the format of /etc/hosts: localhost, the pod
/// itself, and each Service of type ExternalName whose external name is an IP address. There is no
/// DNS server; the JVM reads this file (`jdk.net.hosts.file`) and nothing else.
public final class HostsFile {
  private static final Pattern IP_ADDRESS =
      Pattern.compile("\\d+(\\.\\d+){3}|[0-9a-fA-F:]+:[0-9a-fA-F:]*");

  private HostsFile() {}

  /// The text of the file.
  ///
  /// @param machine the machine's own name, which programs ask for and which must lead somewhere
  public static String text(PodFacts facts, String machine, Collection<Service> services) {
    var own = Stream.of("127.0.0.1 localhost", facts.ip() + " " + facts.name() + " " + machine);
    var others =
        services.stream()
            .filter(HostsFile::hasAddress)
            .map(service -> line(service, facts.namespace()))
            .sorted();
    return Stream.concat(own, others).collect(Collectors.joining("\n", "", "\n"));
  }

  /// Whether the Service stands for an address outside the cluster.
  public static boolean hasAddress(Service service) {
    var spec = service.getSpec();
    return "ExternalName".equals(spec.getType())
        && IP_ADDRESS.matcher(spec.getExternalName()).matches();
  }

  private static String line(Service service, String podNamespace) {
    var name = service.getMetadata().getName();
    var namespace = service.getMetadata().getNamespace();
    var qualified = name + "." + namespace;
    var names = Stream.of(qualified, qualified + ".svc", qualified + ".svc.cluster.local");
    var relative = namespace.equals(podNamespace) ? List.of(name) : List.<String>of();
    return service.getSpec().getExternalName()
        + " "
        + Stream.concat(relative.stream(), names).collect(Collectors.joining(" "));
  }
}
