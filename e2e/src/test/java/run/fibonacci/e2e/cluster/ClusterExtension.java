package run.fibonacci.e2e.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the cluster that they share, and keeps how it looked when one of them failed.
final class ClusterExtension implements ParameterResolver, AfterTestExecutionCallback {
  private static final Path FAILURES = Path.of("target/cluster-failures");

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Cluster.class;
  }

  @Override
  public Cluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var store = context.getRoot().getStore(Namespace.create(ClusterExtension.class));
    return store.computeIfAbsent(Cluster.class, key -> Cluster.prepare(), Cluster.class);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) throws IOException {
    if (context.getExecutionException().isPresent()) {
      var test = context.getRequiredTestClass().getSimpleName() + "." + context.getDisplayName();
      Files.createDirectories(FAILURES);
      Files.writeString(FAILURES.resolve(test.replaceAll("[^\\w.]", "") + ".txt"), scene());
    }
  }

  private static String scene() {
    return String.join(
        "\n\n",
        Command.run("kubectl", "get", "pods,nodes", "--all-namespaces", "--output", "wide"),
        Command.run("kubectl", "describe", "fib,pods,hpa", "--namespace", Cluster.NAMESPACE),
        Command.run("kubectl", "get", "events", "--all-namespaces"),
        Command.run(
            "kubectl",
            "logs",
            "deployment/" + Release.NAME,
            "--namespace",
            Release.NAMESPACE,
            "--tail=500"));
  }
}
