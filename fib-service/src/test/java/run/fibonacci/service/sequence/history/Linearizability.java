package run.fibonacci.service.sequence.history;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Looks for an order of all calls in which one counter, asked one call after the other, gives just
/// these answers, and in which no call comes before another that was answered before it was made.
///
/// The search is that of Wing and Gong ("Testing and Verifying Concurrent Objects", 1993), with the
/// memory of visited states that Lowe added ("Testing for Linearizability", 2017).
public final class Linearizability {
  private final List<Call> calls;
  private final Deque<State> ahead = new ArrayDeque<>();
  private final Set<State> seen = new HashSet<>();

  private Linearizability(List<Call> calls) {
    // Those without answer are tried last: mostly they had no effect.
    this.calls = calls.stream().sorted(Comparator.comparingLong(Call::end).reversed()).toList();
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
    long firstEnd = firstEnd(state);
    for (int i = 0; i < calls.size(); i++) {
      Call call = calls.get(i);
      if (!state.done.get(i) && call.start() < firstEnd) {
        BitSet done = (BitSet) state.done.clone();
        done.set(i);
        call.action().apply(state.next).ifPresent(next -> visit(new State(done, next)));
      }
    }
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
