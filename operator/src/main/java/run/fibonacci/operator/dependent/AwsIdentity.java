package run.fibonacci.operator.dependent;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import java.util.Optional;
import run.fibonacci.api.v1.Database;
import run.fibonacci.api.v1.FibonacciServiceSpec;
import run.fibonacci.operator.OperatorSettings;

/// Lets pods take on a role of AWS: a token of their service account that AWS accepts, and the
/// variables by which AWS's libraries find it (AWS SDKs and Tools Reference Guide, "Assume role
/// credential provider").
///
/// EKS would add the same to pods of an annotated service account, in a webhook that has to see the
/// annotation before the pod; here it is part of the pod template, on any cluster.
///
/// @param region region whose token service is asked
/// @param role ARN of the role
record AwsIdentity(String region, String role) {

  private static final String VOLUME = "aws-token";
  private static final String FOLDER = "/var/run/secrets/fibonacci.run/aws";

  /// The role that the pods of a service log in to their database with, if it names one.
  static Optional<AwsIdentity> of(FibonacciServiceSpec spec, OperatorSettings settings) {
    return Optional.ofNullable(ServiceEnvironment.database(spec, settings))
        .map(Database::iam)
        .filter(iam -> iam.roleArn() != null)
        .map(iam -> new AwsIdentity(iam.region(), requireNonNull(iam.roleArn())));
  }

  /// Adds the token's volume to a pod.
  void addTo(PodSpecBuilder pod) {
    pod.addNewVolume()
        .withName(VOLUME)
        .withNewProjected()
        .addNewSource()
        .withNewServiceAccountToken()
        .withAudience("sts.amazonaws.com")
        .withExpirationSeconds(3600L)
        .withPath("token")
        .endServiceAccountToken()
        .endSource()
        .endProjected()
        .endVolume();
  }

  /// Adds the role, and where its token is, to a container.
  void addTo(ContainerBuilder container) {
    container
        .addNewEnv()
        .withName("AWS_REGION")
        .withValue(region)
        .endEnv()
        .addNewEnv()
        .withName("AWS_ROLE_ARN")
        .withValue(role)
        .endEnv()
        .addNewEnv()
        .withName("AWS_WEB_IDENTITY_TOKEN_FILE")
        .withValue(FOLDER + "/token")
        .endEnv()
        .addNewVolumeMount()
        .withName(VOLUME)
        .withMountPath(FOLDER)
        .withReadOnly(true)
        .endVolumeMount();
  }
}
