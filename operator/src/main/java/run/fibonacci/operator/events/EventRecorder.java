package run.fibonacci.operator.events;

import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventSeries;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.logging.Marks;

/// Writes events, in the background and without a promise: an API server that has no time for them
/// keeps no service from being looked after. What happens again to the same service becomes a
/// series with a count, not another event.
public final class EventRecorder implements AutoCloseable {

  /// The name of the operator in each event.
  public static final String CONTROLLER = "fibonacci.run/operator";

  private static final String FIELD_MANAGER = "fibonacci-operator";
  private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
  private static final int REMEMBERED = 1000;
  private static final int LONGEST_NOTE = 1000;
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final KubernetesClient client;
  private final Clock clock;
  private final String instance;
  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(REMEMBERED),
          Thread.ofVirtual().name("events").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  /// The events written lately; used by the writer alone.
  private final Map<Key, Series> lately =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Series> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Key(String service, Happening happening) {}

  private record Series(Instant began, int count) {}

  /// @param instance the name of the operator's pod
  public EventRecorder(KubernetesClient client, Clock clock, String instance) {
    this.client = client;
    this.clock = clock;
    this.instance = instance;
  }

  /// Writes what happened as an event on the service, soon.
  public void publish(FibonacciService service, Happening happening) {
    writer.execute(
        Marks.carried(() -> {
          try {
            write(service, happening);
          } catch (KubernetesClientException e) {
            LOG.debug("The event {} could not be written", happening, e);
          }
        }));
  }

  private void write(FibonacciService service, Happening happening) {
    var key = new Key(service.getMetadata().getUid(), happening);
    var series =
        lately.merge(
            key,
            new Series(clock.instant(), 1),
            (before, first) -> new Series(before.began(), before.count() + 1));
    client
        .resource(event(service, happening, series))
        .fieldManager(FIELD_MANAGER)
        .forceConflicts()
        .serverSideApply();
  }

  private Event event(FibonacciService service, Happening happening, Series series) {
    var metadata = service.getMetadata();
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(metadata.getNamespace())
        .withName(name(metadata.getName(), happening, series))
        .endMetadata()
        .withNewRegarding()
        .withApiVersion(service.getApiVersion())
        .withKind(service.getKind())
        .withNamespace(metadata.getNamespace())
        .withName(metadata.getName())
        .withUid(metadata.getUid())
        .endRegarding()
        .withEventTime(time(series.began()))
        .withSeries(
            series.count() == 1 ? null : new EventSeries(series.count(), time(clock.instant())))
        .withReportingController(CONTROLLER)
        .withReportingInstance(instance)
        .withType(happening.warning() ? "Warning" : "Normal")
        .withReason(happening.reason())
        .withAction(happening.action())
        .withNote(shortened(happening.note()))
        .build();
  }

  /// The same for all of a series.
  private static String name(String service, Happening happening, Series series) {
    var began = series.began().toEpochMilli();
    return "%s.%x.%08x".formatted(service, began, happening.hashCode());
  }

  private static String shortened(String note) {
    return note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 1) + "…";
  }

  private static MicroTime time(Instant instant) {
    return new MicroTime(MICROS.format(instant));
  }

  /// Writes no more.
  @Override
  public void close() {
    writer.shutdownNow();
  }
}
