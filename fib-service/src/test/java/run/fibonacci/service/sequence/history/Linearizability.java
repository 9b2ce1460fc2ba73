package run.fibonacci.service.sequence.history;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Looks for an order of all calls in which one counter, asked one call after the other, gives just
/// these answers, and in which no call comes before another that was answered before it was made.
///
/// The search is that of Wing and Gong ("Testing and Verifying Concurrent Objects", 1993), with the
/// memory of visited states that Lowe added ("Testing for Linearizability", 2017).
public final class Linearizability {
  private final List<Call> calls;
  private final Map<Call, Integer> places = new IdentityHashMap<>();
  private final Deque<State> ahead = new ArrayDeque<>();
  private final Set<State> seen = new HashSet<>();

  private Linearizability(List<Call> calls) {
    // Those without answer are tried last: mostly they had no effect.
    this.calls =
        calls.stream()
            .sorted(Comparator.comparingLong(Call::end).reversed().thenComparingLong(Call::start))
            .toList();
    IntStream.range(0, calls.size()).forEach(i -> places.put(this.calls.get(i), i));
  }

  /// @param done which calls have had their effect
  /// @param next where the counter stands
  private record State(BitSet done, long next) {}

  /// Whether there is such an order, for a sequence that began at 0.
  public static boolean holds(List<Call> calls) {
    return new Linearizability(calls).search();
  }

  private boolean search() {
    visit(new State(new BitSet(), 0));
    while (!ahead.isEmpty()) {
      State state = ahead.pop();
      if (isComplete(state)) {
        return true;
      }
      goOn(state);
    }
    return false;
  }

  private boolean isComplete(State state) {
    return calls.size() == state.done.cardinality() || firstEnd(state) == Call.NEVER;
  }

  private void goOn(State state) {
    List<Call> open = open(state);
    long furthest = open.stream().mapToLong(call -> call.action().seen()).max().orElse(0);
    var unanswered = new HashSet<Call.Action>();
    for (Call call : open) {
      // Of those without answer that do the same, the earliest stands for all; and none is of use
      // that leads beyond whatever the others saw.
      if (call.isAnswered() || unanswered.add(call.action())) {
        call.action()
            .apply(state.next)
            .filter(next -> call.isAnswered() || next != state.next && next <= furthest)
            .ifPresent(next -> visit(new State(with(state.done, call), next)));
      }
    }
  }

  /// What may have its effect next.
  private List<Call> open(State state) {
    long firstEnd = firstEnd(state);
    return IntStream.range(0, calls.size())
        .filter(i -> !state.done.get(i))
        .mapToObj(calls::get)
        .filter(call -> call.start() < firstEnd)
        .toList();
  }

  private BitSet with(BitSet done, Call call) {
    BitSet more = (BitSet) done.clone();
    more.set(places.getOrDefault(call, 0));
    return more;
  }

  /// Whoever was made after this one was answered has to wait for it.
  private long firstEnd(State state) {
    int last = state.done.previousClearBit(calls.size() - 1);
    return last < 0 ? Call.NEVER : calls.get(last).end();
  }

  private void visit(State state) {
    if (seen.add(state)) {
      ahead.push(state);
    }
  }
}
