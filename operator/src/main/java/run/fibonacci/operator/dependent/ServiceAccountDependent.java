package run.fibonacci.operator.dependent;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.api.v1.ServiceAccountSettings;
import run.fibonacci.operator.OperatorSettings;

/// The account that the pods run as, where the spec names none. It has no rights in the cluster;
/// annotations can tie it to a role of the cloud.
@KubernetesDependent(informer = @Informer(labelSelector = Labels.OURS))
public final class ServiceAccountDependent extends FibonacciDependent<ServiceAccount> {

  /// Made anew for each operator.
  public ServiceAccountDependent(OperatorSettings settings) {
    super(ServiceAccount.class, settings);
  }

  /// The account's name: the one in the spec, else the service's own.
  static String name(FibonacciService service) {
    var account = service.getSpec().serviceAccount();
    return account != null && account.name() != null
        ? account.name()
        : service.getMetadata().getName();
  }

  /// While the spec names none that exists.
  @Override
  boolean isWanted(FibonacciService service) {
    var account = service.getSpec().serviceAccount();
    return account == null || account.name() == null;
  }

  @Override
  ServiceAccount desired(FibonacciService service, @Nullable ServiceAccount actual) {
    return new ServiceAccountBuilder()
        .withNewMetadataLike(metadata(service))
        .addToAnnotations(annotations(service.getSpec().serviceAccount()))
        .endMetadata()
        .withAutomountServiceAccountToken(false)
        .build();
  }

  private static Map<String, String> annotations(@Nullable ServiceAccountSettings account) {
    return account == null ? Map.of() : account.annotations();
  }
}
