package run.fibonacci.scaling;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Calls of one session while its slot moves from one database to another: every order in which
/// their steps can follow each other is tried.
final class SlotMove {
  private static final int OLD = 0;
  private static final int NEW = 1;

  private final boolean pausing;
  private final Set<State> seen = new HashSet<>();
  private final Set<List<Integer>> outcomes = new HashSet<>();

  private SlotMove(boolean pausing) {
    this.pausing = pausing;
  }

  /// What callers can be given by calls that overlap with a move, in the order of their commits. A
  /// call that is told to come again has nothing in it.
  ///
  /// @param calls how many there are
  /// @param pausing whether the slot turns calls away and waits for those under way, before its
  ///   rows are copied
  static Set<List<Integer>> outcomes(int calls, boolean pausing) {
    var move = new SlotMove(pausing);
    move.follow(State.before(calls));
    return move.outcomes;
  }

  private void follow(State state) {
    if (seen.add(state)) {
      var next = state.next(pausing);
      if (next.isEmpty()) {
        outcomes.add(state.given());
      }
      next.forEach(this::follow);
    }
  }

  /// Steps of the move, in their order.
  private enum Phase {
    SERVING,
    PAUSED,
    COPIED,
    MOVED
  }

  /// A call looks up where the slot is, and later commits there.
  private enum Call {
    WAITING,
    BOUND_FOR_OLD,
    BOUND_FOR_NEW,
    OVER
  }

  private record State(
      Phase phase, List<Integer> positions, List<Call> calls, List<Integer> given) {
    static State before(int calls) {
      var waiting = IntStream.range(0, calls).mapToObj(_ -> Call.WAITING).toList();
      return new State(Phase.SERVING, List.of(0, 0), waiting, List.of());
    }

    List<State> next(boolean pausing) {
      var next = new ArrayList<State>();
      for (int i = 0; i < calls.size(); i++) {
        switch (calls.get(i)) {
          case WAITING -> next.add(lookedUp(i, pausing));
          case BOUND_FOR_OLD -> next.add(committed(i, OLD));
          case BOUND_FOR_NEW -> next.add(committed(i, NEW));
          case OVER -> {}
        }
      }
      switch (phase) {
        case SERVING -> next.add(new State(Phase.PAUSED, positions, calls, given));
        case PAUSED -> {
          if (!pausing || !calls.contains(Call.BOUND_FOR_OLD)) {
            next.add(
                new State(Phase.COPIED, with(positions, NEW, positions.get(OLD)), calls, given));
          }
        }
        case COPIED -> next.add(new State(Phase.MOVED, positions, calls, given));
        case MOVED -> {}
      }
      return next;
    }

    private State lookedUp(int call, boolean pausing) {
      var found =
          switch (phase) {
            case SERVING -> Call.BOUND_FOR_OLD;
            case PAUSED, COPIED -> pausing ? Call.OVER : Call.BOUND_FOR_OLD;
            case MOVED -> Call.BOUND_FOR_NEW;
          };
      return new State(phase, positions, with(calls, call, found), given);
    }

    private State committed(int call, int database) {
      var number = positions.get(database);
      var more = new ArrayList<>(given);
      more.add(number);
      return new State(
          phase,
          with(positions, database, number + 1),
          with(calls, call, Call.OVER),
          List.copyOf(more));
    }

    private static <T> List<T> with(List<T> list, int index, T value) {
      var changed = new ArrayList<>(list);
      changed.set(index, value);
      return List.copyOf(changed);
    }
  }
}
