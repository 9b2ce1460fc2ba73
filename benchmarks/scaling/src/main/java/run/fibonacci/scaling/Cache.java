package run.fibonacci.scaling;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// A cache that forgets what was not asked for the longest time, and is asked for one number after
/// another.
final class Cache {
  private static final int REQUESTS = 500_000;

  private final Map<Integer, Boolean> kept;

  private Cache(int size) {
    kept =
        new LinkedHashMap<>(size * 2, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
            return size() > size;
          }
        };
  }

  /// The share of requests that a cache answers once it is full, simulated.
  static double hitRatio(Popularity popularity, int size) {
    var cache = new Cache(size);
    var random = new SplittableRandom(size);
    cache.hits(popularity, random);
    return cache.hits(popularity, random) / (double) REQUESTS;
  }

  private int hits(Popularity popularity, SplittableRandom random) {
    var hits = 0;
    for (int i = 0; i < REQUESTS; i++) {
      hits += kept.put(popularity.draw(random), true) == null ? 0 : 1;
    }
    return hits;
  }

  /// The same by formula: a number is kept for about as long as it takes to ask for `size` others
  /// (Che, Tung and Wang, "Hierarchical Web Caching Systems", 2002).
  static double expectedHitRatio(Popularity popularity, int size) {
    double low = 0;
    double high = 1e12;
    for (int i = 0; i < 100; i++) {
      var time = (low + high) / 2;
      if (expected(popularity, time, false) < size) {
        low = time;
      } else {
        high = time;
      }
    }
    return expected(popularity, low, true);
  }

  private static double expected(Popularity popularity, double time, boolean weighted) {
    var sum = 0.0;
    for (int k = 0; k < popularity.numbers(); k++) {
      var share = popularity.share(k);
      sum += (weighted ? share : 1) * -StrictMath.expm1(-share * time);
    }
    return sum;
  }
}
