package run.fibonacci.scaling;

import static run.fibonacci.scaling.Markdown.cells;
import static run.fibonacci.scaling.Markdown.milliseconds;
import static run.fibonacci.scaling.Markdown.percent;
import static run.fibonacci.scaling.Markdown.table;
import static run.fibonacci.scaling.Markdown.whole;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The tables of `docs/scaling.md` that are simulated, in Markdown.
final class SimulatedTables {
  private static final int NUMBERS = 1_000_000;

  private final Inputs inputs;

  SimulatedTables(Inputs inputs) {
    this.inputs = inputs;
  }

  /// By name.
  Map<String, String> all() {
    var tables = new LinkedHashMap<String, String>();
    tables.put("queue", queue());
    tables.put("cache", cache());
    tables.put("placement", placement());
    return tables;
  }

  private String queue() {
    var together = new Work(List.copyOf(EnumSet.allOf(Kind.class)), inputs);
    var apart = new Work(List.copyOf(EnumSet.complementOf(EnumSet.of(Kind.LARGE))), inputs);
    return table(
        "core busy | p50 | p99 | p99 behind large numbers",
        DoubleStream.of(0.5, 0.7, 0.8, 0.9, 0.95)
            .mapToObj(busy -> {
              var small = Queue.at(busy, apart, apart.mean());
              var mixed = Queue.at(busy, together, together.mean());
              return cells(
                  percent(busy, 0),
                  milliseconds(small.median()),
                  milliseconds(small.p99()),
                  milliseconds(mixed.p99()));
            }));
  }

  private String cache() {
    var popularities =
        DoubleStream.of(0.8, 1.0, 1.2).mapToObj(s -> new Popularity(NUMBERS, s)).toList();
    return table(
        "answers kept, of a million | s = 0.8 | s = 1.0 | s = 1.2",
        IntStream.of(100, 1_000, 10_000, 100_000)
            .mapToObj(size ->
                cells(
                    Stream.concat(
                            Stream.of(whole(size)),
                            popularities.stream()
                                .map(popularity -> percent(Cache.hitRatio(popularity, size), 0)))
                        .toArray(String[]::new))));
  }

  private String placement() {
    return table(
        "databases | "
            + Stream.of(Placement.values())
                .map(way -> way.title() + ": moved | fullest over mean")
                .collect(Collectors.joining(" | ")),
        IntStream.of(1, 2, 4, 8, 16)
            .mapToObj(count ->
                cells(
                    Stream.concat(
                            Stream.of("%d to %d".formatted(count, count + 1)),
                            Stream.of(Placement.values())
                                .flatMap(way ->
                                    Stream.of(
                                        percent(way.moved(count), 0),
                                        percent(way.excess(count + 1), 1))))
                        .toArray(String[]::new))));
  }
}
