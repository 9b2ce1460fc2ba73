package run.fibonacci.local.node;

import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import run.fibonacci.local.KubernetesCondition;

/// Hands tests a [TestCluster], the same one to all classes of a run; it is closed at the end.
public final class ClusterExtension extends KubernetesCondition
    implements BeforeAllCallback, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(ClusterExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    var store = context.getRoot().getStore(NAMESPACE);
    if (store.get(TestCluster.class) == null) {
      store.put(TestCluster.class, TestCluster.start());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestCluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var cluster = context.getRoot().getStore(NAMESPACE).get(TestCluster.class, TestCluster.class);
    return Objects.requireNonNull(cluster);
  }
}
