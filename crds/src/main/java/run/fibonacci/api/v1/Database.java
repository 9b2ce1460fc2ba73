package run.fibonacci.api.v1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL database that keeps the sequences. Without a host it is the one of the operator's
 * settings.
 */
@ValidationRule(
    value = "!(has(self.credentialsSecret) && has(self.iam))",
    message =
        "database has both credentialsSecret and iam: remove one of them, a pod logs in with either"
            + " a password or an IAM token")
@ValidationRule(
    value =
        "has(self.host) || !(has(self.port) || has(self.sslMode) || has(self.credentialsSecret) ||"
            + " has(self.iam) || has(self.caConfigMap))",
    message =
        "database says how to connect but not where: add host, or leave only name and"
            + " maximumPoolSize for the operator's default database")
@ValidationRule(
    value = "!has(self.host) || has(self.credentialsSecret) || has(self.iam)",
    message =
        "database says where to connect but not as whom: add credentialsSecret.name, a Secret with"
            + " username and password, or iam")
public record Database(
    @JsonPropertyDescription(
            "Host name or address of the server. Default: the database of the operator's settings,"
                + " with its login.")
        @Size(min = 1, max = 253)
        @Nullable String host,
    @JsonPropertyDescription("Port of the server. Default: 5432.") @Min(1) @Max(65535)
        @Nullable Integer port,
    @JsonPropertyDescription("Name of the database. Default: fibonacci.") @Size(min = 1, max = 63)
        @Nullable String name,
    @JsonPropertyDescription(
            "How the connection is secured: disable, allow, prefer, require, verify-ca or"
                + " verify-full. Default: prefer; with iam: require.")
        @Size(max = 40)
        @ValidationRule(
            value = "self in ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full']",
            messageExpression =
                "'sslMode ' + self + ' is unknown: write disable, allow, prefer, require, verify-ca"
                    + " or verify-full'")
        @Nullable String sslMode,
    @JsonPropertyDescription("Most connections that each pod opens. Default: 4.") @Min(1) @Max(100)
        @Nullable Integer maximumPoolSize,
    @JsonPropertyDescription(
            "Secret with the user's name and password. The pods read it; the operator never does.")
        @Nullable CredentialsSecret credentialsSecret,
    @JsonPropertyDescription(
            "Log in to Amazon RDS with tokens of the pods' IAM role instead of a password.")
        @Nullable Iam iam,
    @JsonPropertyDescription(
            "Who may sign the server's certificate, for sslMode verify-ca and verify-full. Default:"
                + " the public authorities that Java trusts.")
        @Nullable CaConfigMap caConfigMap) {

  /** A Secret in the namespace of the service, and which of its keys hold the credentials. */
  public record CredentialsSecret(
      @JsonPropertyDescription("Name of the Secret.") @Required @Size(min = 1, max = 253)
          String name,
      @JsonPropertyDescription("Key of the user's name. Default: username.")
          @Size(min = 1, max = 253)
          @Nullable String usernameKey,
      @JsonPropertyDescription("Key of the password. Default: password.") @Size(min = 1, max = 253)
          @Nullable String passwordKey) {}

  /** IAM database authentication of Amazon RDS. */
  public record Iam(
      @JsonPropertyDescription("AWS region of the server, such as eu-central-1.")
          @Required
          @Size(min = 1, max = 63)
          String region,
      @JsonPropertyDescription("Database user that has been granted rds_iam.")
          @Required
          @Size(min = 1, max = 63)
          String username,
      @JsonPropertyDescription(
              "ARN of the role that the pods take on with their service account's token; it must"
                  + " trust the cluster's issuer. Default: the credentials that the cluster gives"
                  + " to pods, such as EKS Pod Identity.")
          @Size(max = 2048)
          @ValidationRule(
              value = "self.matches('^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$')",
              message =
                  "iam.roleArn is no role: write it like arn:aws:iam::123456789012:role/fibonacci")
          @Nullable String roleArn) {}

  /** Certificates in a ConfigMap in the namespace of the service. */
  public record CaConfigMap(
      @JsonPropertyDescription("Name of the ConfigMap.") @Required @Size(min = 1, max = 253)
          String name,
      @JsonPropertyDescription("Key of the certificates, as PEM. Default: ca.crt.")
          @Size(min = 1, max = 253)
          @Nullable String key) {}
}
