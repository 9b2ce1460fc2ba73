package run.fibonacci.scaling;

import static run.fibonacci.scaling.Markdown.cells;
import static run.fibonacci.scaling.Markdown.dollars;
import static run.fibonacci.scaling.Markdown.fixed;
import static run.fibonacci.scaling.Markdown.rounded;
import static run.fibonacci.scaling.Markdown.table;
import static run.fibonacci.scaling.Markdown.whole;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The tables of `docs/scaling.md` that are calculated, in Markdown.
final class Tables {
  private final Inputs inputs;

  Tables(Inputs inputs) {
    this.inputs = inputs;
  }

  /// By name, in the document's order.
  Map<String, String> all() {
    var tables = new LinkedHashMap<String, String>();
    tables.put("rates", rates());
    tables.put("capacity", capacity());
    tables.put("connections", connections());
    tables.put("limits", limits());
    tables.put("prices", prices());
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

  private String connections() {
    return table(
        "cores of the database | connections | pods | numbers a second that it commits",
        IntStream.of(inputs.list("database.cores"))
            .mapToObj(cores -> {
              var connections = Capacity.connections(inputs, cores);
              return cells(
                  whole(cores),
                  whole(connections),
                  whole(Math.floor(connections / inputs.of("pod.connections"))),
                  rounded(cores * Capacity.perDatabaseCore(inputs)));
            }));
  }

  private String limits() {
    return table(
        "what gives way | at requests a second",
        Limit.of(inputs).stream().map(limit -> cells(limit.what(), rounded(limit.rate()))));
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
}
