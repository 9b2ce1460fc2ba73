package run.fibonacci.api.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the service reachable from outside the cluster, through an Ingress. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record IngressSettings(
    @JsonPropertyDescription(
            "Host name of the service. Default: NAME.NAMESPACE.DOMAIN where the operator has been"
                + " given a domain, else every host.")
        @Size(max = 253)
        @ValidationRule(
            value =
                "self.matches('^(\\\\*\\\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$')",
            messageExpression =
                "'\"' + self + '\" is not a host name: write lower-case letters, digits, \"-\" and"
                    + " \".\", such as fib.example.com'")
        @Nullable String host,
    @JsonPropertyDescription(
            "Path that everything of the service is below, inside the cluster too. Default: /")
        @Size(max = 200)
        @ValidationRule(
            value = "self.startsWith('/') && !self.contains(' ')",
            messageExpression =
                "'path \"' + self + '\" must begin with / and hold no space: write /' +"
                    + " self.replace(' ', '-').replace('/', '')")
        @Nullable String path,
    @JsonPropertyDescription(
            "Class of the ingress controller. Default: the operator's setting, else the cluster's"
                + " default class.")
        @Size(max = 253)
        @Nullable String className,
    @JsonPropertyDescription(
            "Annotations of the Ingress, for the ingress controller to read. They win over those"
                + " that the operator writes for NGINX.")
        Map<String, String> annotations,
    @JsonPropertyDescription("Serves HTTPS. Absent: HTTP.") @Nullable Tls tls) {

  /** Takes absent annotations as none. */
  public IngressSettings {
    annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
  }

  /** The certificate of the host. */
  @ValidationRule(
      value = "has(self.secretName) || has(self.issuerRef)",
      message =
          "tls names no certificate: add secretName, a Secret that holds one, or issuerRef, for"
              + " cert-manager to make one")
  public record Tls(
      @JsonPropertyDescription(
              "Secret of type kubernetes.io/tls with the certificate, in the same namespace."
                  + " Default with issuerRef: NAME-tls.")
          @Size(min = 1, max = 253)
          @Nullable String secretName,
      @JsonPropertyDescription("Issuer of cert-manager that fills the Secret.")
          @Nullable IssuerRef issuerRef) {}

  /** An issuer of cert-manager. */
  public record IssuerRef(
      @JsonPropertyDescription("Name of the issuer.") @Required @Size(min = 1, max = 253)
          String name,
      @JsonPropertyDescription("Issuer or ClusterIssuer. Default: Issuer.")
          @Size(max = 40)
          @ValidationRule(
              value = "self in ['Issuer', 'ClusterIssuer']",
              messageExpression =
                  "'issuerRef.kind ' + self + ' is unknown: write Issuer or ClusterIssuer'")
          @Nullable String kind) {}
}
