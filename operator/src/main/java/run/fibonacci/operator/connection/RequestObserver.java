package run.fibonacci.operator.connection;

import java.util.List;
import java.util.function.IntConsumer;

/// Is told of each request that goes to the API server, repetitions included.
public interface RequestObserver {

  /// A request is about to be sent, by the calling thread.
  ///
  /// @return gets the status of the answer, on any thread; 0 where none came. The answer to a watch
  ///   is its beginning.
  IntConsumer begins(Request request);

  /// Tells all of these.
  static RequestObserver all(List<RequestObserver> observers) {
    return request -> {
      var ends = observers.stream().map(observer -> observer.begins(request)).toList();
      return status -> ends.forEach(end -> end.accept(status));
    };
  }
}
