package run.fibonacci.operator.dependent;

import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.config.dependent.DependentResourceSpec;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResourceFactory;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.OperatorSettings;

/// Makes the children's classes with the operator's settings in hand, where the framework would
/// want constructors without any.
@SuppressWarnings("rawtypes") // as the framework declares it
public final class ChildFactory
    implements DependentResourceFactory<ControllerConfiguration<?>, DependentResourceSpec> {

  private static final Map<Class<?>, Function<ChildFactory, DependentResource>> CHILDREN =
      Map.of(
          DeploymentDependent.class, f -> new DeploymentDependent(f.settings, f.secrets),
          ServiceDependent.class, f -> new ServiceDependent(f.settings),
          AutoscalerDependent.class, f -> new AutoscalerDependent(f.settings),
          IngressDependent.class, f -> new IngressDependent(f.settings),
          HttpRouteDependent.class, f -> new HttpRouteDependent(f.settings, f.kinds),
          DisruptionBudgetDependent.class, f -> new DisruptionBudgetDependent(f.settings),
          NetworkPolicyDependent.class, f -> new NetworkPolicyDependent(f.settings),
          ServiceAccountDependent.class, f -> new ServiceAccountDependent(f.settings),
          ServiceMonitorDependent.class, f -> new ServiceMonitorDependent(f.settings, f.kinds));

  private final OperatorSettings settings;
  private final OptionalKinds kinds;
  private final Function<FibonacciService, Optional<String>> secrets;

  /// Hands these to the children that need them.
  ///
  /// @param secrets a word that changes when a Secret of the service does, where that is known
  public ChildFactory(
      OperatorSettings settings,
      OptionalKinds kinds,
      Function<FibonacciService, Optional<String>> secrets) {
    this.settings = settings;
    this.kinds = kinds;
    this.secrets = secrets;
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
    return maker.apply(this);
  }
}
