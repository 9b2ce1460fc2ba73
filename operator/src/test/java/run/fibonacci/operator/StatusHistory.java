package run.fibonacci.operator;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import run.fibonacci.api.v1.FibonacciService;

/// Every condition that a service ever had, written down from a watch.
final class StatusHistory implements AutoCloseable {

  private final Queue<Condition> conditions = new ConcurrentLinkedQueue<>();
  private final Watch watch;

  StatusHistory(Subject subject) {
    watch =
        subject
            .client()
            .resources(FibonacciService.class)
            .inNamespace(subject.namespace())
            .watch(
                new Watcher<>() {
                  @Override
                  public void eventReceived(Action action, FibonacciService service) {
                    conditions.addAll(service.getStatus().conditions());
                  }

                  @Override
                  public void onClose(WatcherException cause) {}
                });
  }

  /// The states of a condition in the order in which they came, without repetitions.
  List<String> of(String type) {
    var states = new ArrayList<String>();
    for (var condition : all(type)) {
      if (states.isEmpty() || !states.getLast().equals(condition.getStatus())) {
        states.add(condition.getStatus());
      }
    }
    return states;
  }

  /// Everything that was ever said about this condition.
  List<Condition> all(String type) {
    return conditions.stream().filter(c -> c.getType().equals(type)).toList();
  }

  @Override
  public void close() {
    watch.close();
  }
}
