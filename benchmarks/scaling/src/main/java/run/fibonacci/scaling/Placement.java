package run.fibonacci.scaling;

import java.util.SplittableRandom;
import java.util.function.LongToIntFunction;
import java.util.stream.IntStream;

/// Ways to say from a session's key alone which database it is in.
enum Placement {
  /// The remainder of the key's hash.
  REMAINDER("hash mod N") {
    @Override
    LongToIntFunction over(int databases) {
      return hash -> (int) Long.remainderUnsigned(hash, databases);
    }
  },
  /// The database whose hash together with the key's is the highest (Thaler and Ravishankar, "Using
  /// Name-Based Mappings to Increase Hit Rates", 1998).
  RENDEZVOUS("rendezvous") {
    @Override
    LongToIntFunction over(int databases) {
      var names = IntStream.range(0, databases).mapToLong(Placement::mix).toArray();
      return hash -> {
        var best = 0;
        for (int i = 1; i < databases; i++) {
          best = Long.compareUnsigned(mix(hash ^ names[i]), mix(hash ^ names[best])) > 0 ? i : best;
        }
        return best;
      };
    }
  },
  /// A table says for each of 1,024 remainders where it is; a database that is added takes its part
  /// from the others.
  SLOTS("1,024 slots") {
    @Override
    LongToIntFunction over(int databases) {
      var slots = slots(databases);
      return hash -> slots[(int) Long.remainderUnsigned(hash, slots.length)];
    }
  };

  private static final int SESSIONS = 200_000;
  private static final int SLOT_COUNT = 1024;

  private final String title;

  Placement(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /// Gives for the hash of a session's key, evenly spread, its database: from 0.
  abstract LongToIntFunction over(int databases);

  /// How much more than the mean the fullest database holds, simulated: 0.01 is a hundredth.
  double excess(int databases) {
    var counts = new int[databases];
    var placement = over(databases);
    keys().longs(SESSIONS).forEach(key -> counts[placement.applyAsInt(key)]++);
    return IntStream.of(counts).max().orElseThrow() * (double) databases / SESSIONS - 1;
  }

  /// The share of sessions that move when one database is added, simulated.
  double moved(int databases) {
    var before = over(databases);
    var after = over(databases + 1);
    var moved =
        keys()
            .longs(SESSIONS)
            .filter(key -> before.applyAsInt(key) != after.applyAsInt(key))
            .count();
    return moved / (double) SESSIONS;
  }

  private static SplittableRandom keys() {
    return new SplittableRandom(1);
  }

  private static int[] slots(int databases) {
    var slots = new int[SLOT_COUNT];
    for (int added = 1; added < databases; added++) {
      for (int taken = 0; taken < SLOT_COUNT / (added + 1); taken++) {
        slots[firstOf(slots, fullest(slots, added))] = added;
      }
    }
    return slots;
  }

  private static int fullest(int[] slots, int databases) {
    var counts = new int[databases + 1];
    IntStream.of(slots).forEach(database -> counts[database]++);
    var fullest = 0;
    for (int i = 1; i < databases; i++) {
      fullest = counts[i] > counts[fullest] ? i : fullest;
    }
    return fullest;
  }

  private static int firstOf(int[] slots, int database) {
    return IntStream.range(0, slots.length)
        .filter(slot -> slots[slot] == database)
        .findFirst()
        .orElseThrow();
  }

  /// Spreads every bit over all others (Stafford's variant 13 of MurmurHash3's last step).
  private static long mix(long bits) {
    var spread = bits + 0x9e3779b97f4a7c15L;
    spread = (spread ^ (spread >>> 30)) * 0xbf58476d1ce4e5b9L;
    spread = (spread ^ (spread >>> 27)) * 0x94d049bb133111ebL;
    return spread ^ (spread >>> 31);
  }
}
