package run.fibonacci.operator;

import java.util.List;

/// One variable of the operator's environment.
///
/// @param absent what holds where it is not set, in words
/// @param what what it is for, as the documentation says it
record OperatorSetting(String name, String absent, String what) {

  /// All there are.
  static final List<OperatorSetting> ALL =
      List.of(
          of(
              "FIB_SERVICE_IMAGE",
              "fibonacci-run/fib-service:VERSION",
              "image of the pods of services that name none"),
          of("FIB_INGRESS_DOMAIN", "", "services without a host get NAME.NAMESPACE.DOMAIN"),
          of("FIB_INGRESS_CLASS", "the cluster's", "class of Ingresses that name none"),
          of("FIB_DATABASE_HOST", "", "database of services that ask for `database: {}`"),
          of("FIB_DATABASE_PORT", "5432", "its port"),
          of("FIB_DATABASE_NAME", "fibonacci", "name of the database on it"),
          of("FIB_DATABASE_SSL_MODE", "verify-full", "how connections to it are secured"),
          of("FIB_DATABASE_IAM_REGION", "", "its AWS region; needed with a host"),
          of("FIB_DATABASE_IAM_USERNAME", "fibonacci", "user that may log in by IAM"),
          of("FIB_DATABASE_IAM_ROLE_ARN", "the pods' own", "role that pods take on to log in"),
          of(
              "FIB_DATABASE_CERTIFICATE_AUTHORITY",
              "public ones",
              "who signed its certificate, PEM"),
          of("FIB_NAMESPACES", "all", "namespaces to work in, separated by commas"),
          of(
              "FIB_NAMESPACES_FILE",
              "",
              "file that names them instead; it is read again while the operator runs"),
          of(
              "FIB_ROLL_ON_SECRET_CHANGE",
              "false",
              "whether pods are replaced when a Secret changes that they take variables from"),
          of("FIB_RESYNC", "10m", "after what time a service at rest is looked at again"),
          of("FIB_MAX_ROLLOUTS", "5", "services whose pods are replaced at a time in an upgrade"),
          of("FIB_LEADER_ELECTION", "false", "whether several replicas agree on one that acts"),
          of("FIB_BIND_ADDRESS", "0.0.0.0", "address that health and metrics are served on"),
          of("FIB_PORT", "6767", "their port"),
          of("FIB_LOG_LEVEL", "INFO", "TRACE, DEBUG, INFO, WARN or ERROR"),
          of("FIB_LOG_FORMAT", "plain", "plain for people, json for machines"),
          of(
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              "no traces",
              "receiver of traces by OTLP over HTTP: http://collector:4318"));

  private static OperatorSetting of(String name, String absent, String what) {
    return new OperatorSetting(name, absent, what);
  }

  static boolean isKnown(String name) {
    return ALL.stream().anyMatch(setting -> setting.name.equals(name));
  }
}
