package run.fibonacci.load.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// `Report GATLING RESULTS` reads the log in one folder and writes `summary.json` and `seconds.csv`
/// into the other. Ends with 0 if no request failed, with 1 otherwise.
public final class Report {
  private Report() {}

  /// The command.
  public static void main(String[] arguments) throws IOException {
    var log = new RunLog(Path.of(arguments[0], "simulation.log"));
    Path results = Path.of(arguments[1]);
    Summary summary = log.summary();
    Files.writeString(results.resolve("summary.json"), summary.json());
    List<String> lines =
        Stream.concat(Stream.of(Moment.HEADER), log.moments().stream().map(Moment::line)).toList();
    Files.write(results.resolve("seconds.csv"), lines);
    System.out.print(summary.json());
    System.exit(summary.failed() == 0 ? 0 : 1);
  }
}
