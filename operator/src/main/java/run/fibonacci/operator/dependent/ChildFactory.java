package run.fibonacci.operator.dependent;

import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.config.dependent.DependentResourceSpec;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResourceFactory;
import java.util.Map;
import java.util.function.Function;
import run.fibonacci.operator.OperatorSettings;

/// Makes the children's classes with the operator's settings in hand, where the framework would
/// want constructors without any.
@SuppressWarnings("rawtypes") // as the framework declares it
public final class ChildFactory
    implements DependentResourceFactory<ControllerConfiguration<?>, DependentResourceSpec> {

  private static final Map<Class<?>, Function<OperatorSettings, DependentResource>> CHILDREN =
      Map.of(
          DeploymentDependent.class, DeploymentDependent::new,
          ServiceDependent.class, ServiceDependent::new,
          AutoscalerDependent.class, AutoscalerDependent::new,
          IngressDependent.class, IngressDependent::new,
          DisruptionBudgetDependent.class, DisruptionBudgetDependent::new,
          NetworkPolicyDependent.class, NetworkPolicyDependent::new,
          ServiceAccountDependent.class, ServiceAccountDependent::new);

  private final OperatorSettings settings;

  /// Hands these settings to every child.
  public ChildFactory(OperatorSettings settings) {
    this.settings = settings;
  }

  @Override
  public DependentResource createFrom(
      DependentResourceSpec spec, ControllerConfiguration<?> configuration) {
    var child = make(spec);
    configure(child, spec, configuration);
    return child;
  }

  @Override
  public Class<?> associatedResourceType(DependentResourceSpec spec) {
    return make(spec).resourceType();
  }

  private DependentResource make(DependentResourceSpec spec) {
    var maker = CHILDREN.get(spec.getDependentResourceClass());
    if (maker == null) {
      throw new IllegalStateException(spec.getDependentResourceClass() + " is missing here");
    }
    return maker.apply(settings);
  }
}
