package run.fibonacci.load.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import run.fibonacci.load.report.Moment;

/// `Plot RESULTS` draws `load.svg` from `seconds.csv`, `summary.json` and, if it is there,
/// `replicas.csv`: lines of seconds since 1970, replicas, and how many of them are ready.
public final class Plot {
  private static final Pattern BEGIN = Pattern.compile("\"from\": \"([^\"]+)\"");

  private Plot() {}

  /// The command.
  public static void main(String[] arguments) throws IOException {
    Path results = Path.of(arguments[0]);
    Files.writeString(results.resolve("load.svg"), chart(results).svg());
  }

  static Chart chart(Path results) throws IOException {
    List<Moment> moments =
        Files.readAllLines(results.resolve("seconds.csv")).stream()
            .skip(1)
            .map(Moment::of)
            .toList();
    var panels = new ArrayList<>(List.of(requests(moments), latency(moments)));
    Path replicas = results.resolve("replicas.csv");
    if (Files.exists(replicas)) {
      double begin = begin(Files.readString(results.resolve("summary.json")));
      panels.add(replicas(Files.readAllLines(replicas), begin));
    }
    return new Chart("A fleet under load: requests, latency and replicas over time", panels);
  }

  private static Panel requests(List<Moment> moments) {
    var lines = new ArrayList<Series>();
    lines.add(line("answered", "first", moments, Moment::requests));
    if (moments.stream().anyMatch(moment -> moment.failed() > 0)) {
      lines.add(line("failed", "bad", moments, Moment::failed));
    }
    return new Panel("requests a second", Scale.upTo(lines.getFirst().max()), lines);
  }

  private static Panel latency(List<Moment> moments) {
    List<Moment> answered = moments.stream().filter(moment -> moment.p99() > 0).toList();
    Series p99 = line("p99", "second", answered, Moment::p99);
    Series p50 = line("p50", "first", answered, Moment::p50);
    return new Panel("latency in milliseconds", Scale.powersUpTo(p99.max()), List.of(p99, p50));
  }

  private static Series line(
      String name, String style, List<Moment> moments, ToDoubleFunction<Moment> value) {
    return new Series(
        name,
        style,
        false,
        moments.stream()
            .map(moment -> new Point(moment.second(), value.applyAsDouble(moment)))
            .toList());
  }

  private static Panel replicas(List<String> lines, double begin) {
    var all = new ArrayList<Point>();
    var ready = new ArrayList<Point>();
    for (String line : lines) {
      String[] cells = line.split(",", -1);
      double second = Math.max(0, Double.parseDouble(cells[0]) - begin);
      all.add(new Point(second, count(cells[1])));
      ready.add(new Point(second, count(cells[2])));
    }
    Series wanted = new Series("pods", "second", true, all);
    return new Panel(
        "replicas",
        Scale.upTo(wanted.max()),
        List.of(wanted, new Series("ready", "first", true, ready)));
  }

  /// A Deployment leaves out what it has none of.
  private static int count(String cell) {
    return cell.isEmpty() ? 0 : Integer.parseInt(cell);
  }

  private static double begin(String summary) {
    Matcher matcher = BEGIN.matcher(summary);
    if (!matcher.find()) {
      throw new IllegalArgumentException(
          "summary.json does not say when the run began: " + summary);
    }
    return Instant.parse(matcher.group(1)).toEpochMilli() / 1000.0;
  }
}
