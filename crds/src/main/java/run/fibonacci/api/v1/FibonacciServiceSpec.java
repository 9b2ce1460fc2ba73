package run.fibonacci.api.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user wants. Every field is optional: an empty spec gives a working fleet. A default that
 * a description names is the operator's and never appears in the stored spec; only {@code replicas}
 * has its default stored, because {@code kubectl scale} needs a number to change.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value =
        "!has(self.env) || !self.env.exists(e, has(self.rateLimit) && e.name in"
            + " ['FIBONACCI_RATE_LIMIT_PER_SECOND', 'FIBONACCI_RATE_LIMIT_BURST'] || has(self.cors)"
            + " && e.name == 'FIBONACCI_CORS_ORIGINS' || has(self.logging) &&"
            + " has(self.logging.format) && e.name == 'FIBONACCI_LOG_FORMAT' || has(self.tracing)"
            + " && has(self.tracing.percent) && e.name == 'FIBONACCI_TRACING_PERCENT')",
    message =
        "env sets a variable that rateLimit, cors, logging.format or tracing.percent sets, too:"
            + " remove it from env")
public record FibonacciServiceSpec(
    @JsonPropertyDescription("Image of the pods. Default: the one the operator was released with.")
        @Size(min = 1, max = 500)
        @Nullable String image,
    @JsonPropertyDescription("Always, IfNotPresent or Never. Default: as Kubernetes decides.")
        @Size(max = 40)
        @ValidationRule(
            value = "self in ['Always', 'IfNotPresent', 'Never']",
            messageExpression =
                "'imagePullPolicy ' + self + ' is unknown: write Always, IfNotPresent or Never'")
        @Nullable String imagePullPolicy,
    @JsonPropertyDescription("Secrets with the credentials of the image's registry.")
        @Size(max = 16)
        List<LocalObjectReference> imagePullSecrets,
    @JsonPropertyDescription(
            "Number of pods, also what `kubectl scale` sets. Without effect while there is"
                + " autoscaling.")
        @Default("2")
        @SpecReplicas
        @Min(0)
        @Max(1000)
        @Nullable Integer replicas,
    @JsonPropertyDescription("Lets a HorizontalPodAutoscaler decide the number of pods.")
        @Nullable Autoscaling autoscaling,
    @JsonPropertyDescription("Makes the service reachable from outside. Absent: no Ingress.")
        @Nullable IngressSettings ingress,
    @JsonPropertyDescription(
            "Makes the service reachable from outside by the Gateway API, where the cluster has it."
                + " Absent: no HTTPRoute.")
        @Nullable GatewaySettings gateway,
    @JsonPropertyDescription("The Service in front of the pods.") @Nullable ServiceSettings service,
    @JsonPropertyDescription(
            "PostgreSQL database that keeps the sequences. Absent: the pods answer numbers only.")
        @Nullable Database database,
    @JsonPropertyDescription(
            "Sign-on with OpenID Connect. Absent: sequences go by session key alone.")
        @Nullable Authentication authentication,
    @JsonPropertyDescription("What one request may ask for.") @Nullable Limits limits,
    @JsonPropertyDescription("How often each caller may ask. Absent: without limit.")
        @Nullable RateLimit rateLimit,
    @JsonPropertyDescription(
            "Which other sites' pages may use the service from a browser. Absent: none.")
        @Nullable Cors cors,
    @JsonPropertyDescription(
            "CPU and memory of each pod. Default: requests of 100m and 256Mi, a limit of 512Mi.")
        @Nullable ResourceRequirements resources,
    @JsonPropertyDescription("Labels that a node must have.") Map<String, String> nodeSelector,
    @JsonPropertyDescription("Taints of nodes that the pods put up with.") @Size(max = 64)
        List<Toleration> tolerations,
    @JsonPropertyDescription("Which nodes the pods prefer or need.") @Nullable Affinity affinity,
    @JsonPropertyDescription(
            "How the pods are spread. Default: over zones and nodes, where that is possible.")
        @Size(max = 16)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<TopologySpreadConstraint> topologySpreadConstraints,
    @JsonPropertyDescription("Priority class of the pods.") @Size(max = 253)
        @Nullable String priorityClassName,
    @JsonPropertyDescription("Labels added to the pods.") Map<String, String> podLabels,
    @JsonPropertyDescription("Annotations added to the pods.") Map<String, String> podAnnotations,
    @JsonPropertyDescription("The account that the pods run as.")
        @Nullable ServiceAccountSettings serviceAccount,
    @JsonPropertyDescription(
            "How many pods may be taken at once by those who drain nodes. Default: one, where there"
                + " are at least two.")
        @Nullable DisruptionBudget disruptionBudget,
    @JsonPropertyDescription("Limits who may reach the pods. Absent: no NetworkPolicy.")
        @Nullable NetworkPolicySettings networkPolicy,
    @JsonPropertyDescription("Who collects the metrics of the pods.")
        @Nullable Monitoring monitoring,
    @JsonPropertyDescription("Sends traces of requests. Absent: none are made.")
        @Nullable Tracing tracing,
    @JsonPropertyDescription("What the pods write to their logs.") @Nullable Logging logging,
    @JsonPropertyDescription("Environment variables added to the pods' container.")
        @Size(max = 100)
        @ValidationRule(
            value =
                "self.all(e, !e.name.startsWith('FIBONACCI_DATABASE_') &&"
                    + " !e.name.startsWith('FIBONACCI_AUTHENTICATION_') && !(e.name in"
                    + " ['FIBONACCI_STORE', 'FIBONACCI_LIMITS_MAX_INDEX',"
                    + " 'FIBONACCI_LIMITS_MAX_COUNT',"
                    + " 'FIBONACCI_LIMITS_MAX_CONCURRENT_COMPUTATIONS',"
                    + " 'FIBONACCI_LIMITS_REQUEST_TIMEOUT', 'FIBONACCI_TRACING_ENDPOINT',"
                    + " 'FIBONACCI_LOG_LEVEL', 'MICRONAUT_SERVER_CONTEXT_PATH']))",
            message =
                "env sets a variable that a field of the spec is for: use database, authentication,"
                    + " limits, tracing, logging or ingress.path instead")
        List<EnvVar> env,
    @JsonPropertyDescription("How a change reaches the pods.") @Nullable Rollout rollout,
    @JsonPropertyDescription(
            "true: the operator looks and reports, and changes nothing. Default: false.")
        @Nullable Boolean paused) {

  /** A spec in which nothing is said. */
  public static final FibonacciServiceSpec EMPTY =
      new FibonacciServiceSpec(
          null, null, List.of(), null, null, null, null, null, null, null, null, null, null, null,
          Map.of(), List.of(), null, null, null, Map.of(), Map.of(), null, null, null, null, null,
          null, List.of(), null, null);

  /**
   * Takes absent lists and maps as empty, but for the spread of the pods, where empty says none.
   */
  public FibonacciServiceSpec {
    imagePullSecrets = imagePullSecrets == null ? List.of() : List.copyOf(imagePullSecrets);
    nodeSelector = nodeSelector == null ? Map.of() : Map.copyOf(nodeSelector);
    tolerations = tolerations == null ? List.of() : List.copyOf(tolerations);
    podLabels = podLabels == null ? Map.of() : Map.copyOf(podLabels);
    podAnnotations = podAnnotations == null ? Map.of() : Map.copyOf(podAnnotations);
    env = env == null ? List.of() : List.copyOf(env);
  }
}
