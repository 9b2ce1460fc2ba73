package run.fibonacci.api.v1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;

/** A fleet of pods that serve Fibonacci numbers, and everything in front of them. */
@Group(FibonacciService.GROUP)
@Version("v1")
@Kind("FibonacciService")
@Plural("fibonacciservices")
@ShortNames("fib")
@AdditionalPrinterColumn(
    name = "Ready",
    type = Type.STRING,
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Reason",
    type = Type.STRING,
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Replicas", type = Type.INTEGER, jsonPath = ".status.readyReplicas")
@AdditionalPrinterColumn(name = "URL", type = Type.STRING, jsonPath = ".status.url")
@AdditionalPrinterColumn(name = "Age", type = Type.DATE, jsonPath = ".metadata.creationTimestamp")
public final class FibonacciService
    extends CustomResource<FibonacciServiceSpec, FibonacciServiceStatus> implements Namespaced {

  /** The API group of the resource. */
  public static final String GROUP = "fibonacci.run";

  private static final long serialVersionUID = 1;

  @Override
  protected FibonacciServiceSpec initSpec() {
    return FibonacciServiceSpec.EMPTY;
  }

  @Override
  protected FibonacciServiceStatus initStatus() {
    return new FibonacciServiceStatus(null, null, null, null, null, null, null, List.of());
  }
}
