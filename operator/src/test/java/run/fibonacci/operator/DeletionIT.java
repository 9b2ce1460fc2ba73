package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/// What is left when a service goes: nothing, and not a word of complaint.
@ExtendWith(LiveCluster.class)
final class DeletionIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String EVERYTHING =
      "image: 'sample:1', autoscaling: {minReplicas: 2, maxReplicas: 5}, ingress: {},"
          + " networkPolicy: {}";
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          Deployment.class,
          ReplicaSet.class,
          Pod.class,
          Service.class,
          HorizontalPodAutoscaler.class,
          Ingress.class,
          NetworkPolicy.class,
          PodDisruptionBudget.class,
          ServiceAccount.class);

  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Subject demo;

  @BeforeEach
  void listen() throws InterruptedException {
    demo = LiveCluster.subject();
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(log);
  }

  @Test
  void a_service_that_is_deleted_takes_everything_along() {
    try (var _ = TestOperator.with(LiveCluster.operatorConfig(), demo.namespace())) {
      demo.apply(EVERYTHING);
      eventually(PATIENCE, this::isReady, Boolean.TRUE::equals);

      demo.delete();

      eventually(PATIENCE, this::remains, List::isEmpty);
    }
    assertThat(complaints()).isEmpty();
  }

  @Test
  void a_namespace_that_is_deleted_goes_through() {
    try (var _ = TestOperator.with(LiveCluster.operatorConfig(), demo.namespace())) {
      demo.apply(EVERYTHING);
      eventually(PATIENCE, this::isReady, Boolean.TRUE::equals);

      demo.client().namespaces().withName(demo.namespace()).delete();

      eventually(
          PATIENCE,
          () -> demo.client().namespaces().withName(demo.namespace()).get() == null,
          Boolean.TRUE::equals);
      assertThat(remains()).isEmpty();
    }
    assertThat(complaints()).isEmpty();
  }

  private boolean isReady() {
    return demo.says("Ready").equals("True PodsReady");
  }

  private List<String> remains() {
    var remains = new ArrayList<String>();
    for (var kind : KINDS) {
      demo.client().resources(kind).inNamespace(demo.namespace()).list().getItems().stream()
          .map(child -> child.getKind() + " " + child.getMetadata().getName())
          .filter(child -> !child.equals("ServiceAccount default"))
          .forEach(remains::add);
    }
    return remains;
  }

  /// What the operator has warned of; the node and its pods have loggers of their own.
  private List<String> complaints() {
    return List.copyOf(log.list).stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .filter(event -> !event.getLoggerName().startsWith("run.fibonacci.local"))
        .map(event -> event.getLoggerName() + ": " + event.getFormattedMessage())
        .toList();
  }
}
