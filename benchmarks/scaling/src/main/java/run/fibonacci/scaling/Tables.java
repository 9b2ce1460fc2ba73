package run.fibonacci.scaling;

import static run.fibonacci.scaling.Markdown.cells;
import static run.fibonacci.scaling.Markdown.dollars;
import static run.fibonacci.scaling.Markdown.fixed;
import static run.fibonacci.scaling.Markdown.milliseconds;
import static run.fibonacci.scaling.Markdown.percent;
import static run.fibonacci.scaling.Markdown.rounded;
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

/// The tables of `docs/scaling.md`, in Markdown.
final class Tables {
  private static final int NUMBERS = 1_000_000;
  private static final double[] EXPONENTS = {0.8, 1.0, 1.2};

  private final Inputs inputs;

  Tables(Inputs inputs) {
    this.inputs = inputs;
  }

  /// By name, in the document's order.
  Map<String, String> all() {
    var tables = new LinkedHashMap<String, String>();
    tables.put("rates", rates());
    tables.put("capacity", capacity());
    tables.put("limits", limits());
    tables.put("queue", queue());
    tables.put("prices", prices());
    tables.put("cache", cache());
    tables.put("placement", placement());
    return tables;
  }

  private String rates() {
    var pod = inputs.of("derating") * inputs.of("utilisation.pod");
    var database = inputs.of("derating") * inputs.of("utilisation.database");
    return table(
        "a second | at best | counted on",
        Stream.of(
            rate("small numbers, by core of a pod", "perCore.small", pod),
            rate("medium numbers", "perCore.medium", pod),
            rate("large numbers", "perCore.large", pod),
            rate("calls of next", "perCore.next", pod),
            cells("the assumed mix", "", rounded(Capacity.perPod(inputs))),
            rate("numbers of many sessions, by core of a database", "database.perCore", database),
            rate("each with an Idempotency-Key", "database.perCore.idempotent", database),
            rate("numbers of one session", "database.perSession", database)));
  }

  private String rate(String what, String name, double kept) {
    return cells(what, whole(inputs.of(name)), rounded(inputs.of(name) * kept));
  }

  private String capacity() {
    var rows = DoubleStream.of(1e3, 1e4, 1e5, 1e6).mapToObj(rate -> row(Capacity.of(inputs, rate)));
    return table(
        "requests a second | pods | ingress cores | nodes | next a second | database |"
            + " connections | Gbit/s out | machines, $ a month | traffic, $ a month",
        rows);
  }

  private String row(Capacity it) {
    var database =
        it.databaseClass()
            + " cores ("
            + fixed(it.databaseCores() / it.databases(), 1)
            + " needed)";
    return cells(
        whole(it.rate()),
        whole(it.pods()),
        whole(it.ingressCores()),
        whole(it.nodes()),
        whole(it.rate() * Kind.NEXT.share(inputs)),
        it.databases() == 1 ? database : it.databases() + " × " + database,
        whole(it.connections()),
        fixed(it.gigabits(), 2),
        rounded(it.machines(inputs)),
        rounded(it.traffic(inputs)));
  }

  private String limits() {
    return table(
        "what gives way | at requests a second",
        Limit.of(inputs).stream().map(limit -> cells(limit.what(), rounded(limit.rate()))));
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

  private String prices() {
    return table(
        "a million answers | pods | traffic from them | a CDN that has them",
        Stream.of(Kind.SMALL, Kind.MEDIUM, Kind.LARGE)
            .map(kind -> {
              var price = Price.of(inputs, kind);
              return cells(
                  kind.title() + ", " + whole(kind.bytes(inputs)) + " bytes",
                  dollars(price.computing(), 4),
                  dollars(price.traffic(), 2),
                  dollars(price.cdn(), 2));
            }));
  }

  private String cache() {
    var popularities =
        DoubleStream.of(EXPONENTS).mapToObj(s -> new Popularity(NUMBERS, s)).toList();
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
