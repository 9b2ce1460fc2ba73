package run.fibonacci.local.watch;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;

/// Tells someone that something changed, who then looks for himself.
public record OnChange<T>(Runnable listener) implements ResourceEventHandler<T> {
  @Override
  public void onAdd(T object) {
    listener.run();
  }

  @Override
  public void onUpdate(T before, T after) {
    listener.run();
  }

  @Override
  public void onDelete(T object, boolean finalStateUnknown) {
    listener.run();
  }
}
