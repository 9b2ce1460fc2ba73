package run.fibonacci.operator.dependent;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.TreeMap;
import run.fibonacci.api.v1.FibonacciService;

/// The labels on everything that the operator makes, after Kubernetes' recommended ones.
public final class Labels {

  /// Says which FibonacciService, by name, an object belongs to.
  public static final String INSTANCE = "app.kubernetes.io/instance";

  /// Selects what this operator made, so that nothing else needs to be watched.
  public static final String OURS = "app.kubernetes.io/managed-by=fibonacci-operator";

  private static final String NAME = "app.kubernetes.io/name";
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  private Labels() {}

  /// What selects the pods of a service. A Deployment's selector can never be changed, so neither
  /// can this.
  public static Map<String, String> selector(FibonacciService service) {
    return Map.of(NAME, "fib-service", INSTANCE, service.getMetadata().getName());
  }

  /// Labels of a child.
  static Map<String, String> of(FibonacciService service) {
    var labels = new TreeMap<>(selector(service));
    labels.put(MANAGED_BY, "fibonacci-operator");
    return labels;
  }

  /// The selector as `kubectl -l` takes it.
  public static String query(FibonacciService service) {
    var parts = new TreeMap<>(selector(service));
    return String.join(
        ",", parts.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }

  /// Whether an object carries the label of the service, whoever put it there.
  static boolean names(HasMetadata child, HasMetadata service) {
    return service.getMetadata().getName().equals(child.getMetadata().getLabels().get(INSTANCE));
  }
}
