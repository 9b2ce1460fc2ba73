package run.fibonacci.load.report;

import io.gatling.charts.stats.CountsVsTimePlot;
import io.gatling.charts.stats.GeneralStats;
import io.gatling.charts.stats.LogFileData;
import io.gatling.charts.stats.LogFileReader;
import io.gatling.charts.stats.Percentiles;
import io.gatling.charts.stats.PercentilesVsTimePlot;
import io.gatling.commons.stats.OK$;
import io.gatling.commons.stats.Status;
import io.gatling.core.config.GatlingConfiguration$;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/// Gatling's binary log, read by Gatling itself: the same figures as in its pages.
final class RunLog {
  private final LogFileData data;

  RunLog(Path file) {
    data = new LogFileReader(file.toFile(), GatlingConfiguration$.MODULE$.load()).read();
  }

  Summary summary() {
    GeneralStats all = data.requestGeneralStats(none(), none(), none()).get();
    long right =
        OptionConverters.toJava(data.requestGeneralStats(none(), none(), Option.apply(ok())))
            .map(GeneralStats::count)
            .orElse(0L);
    return new Summary(
        all.count(),
        all.count() - right,
        percentile(all, 50),
        percentile(all, 99),
        Instant.ofEpochMilli(data.runInfo().injectStart()),
        Instant.ofEpochMilli(data.runInfo().injectEnd()));
  }

  private static int percentile(GeneralStats stats, double percent) {
    return ((Number) stats.percentile().apply(percent)).intValue();
  }

  /// One for each second, or longer in runs of more than a thousand.
  List<Moment> moments() {
    Map<Integer, Percentiles> latencies = latencies();
    return CollectionConverters.asJava(data.numberOfResponsesPerSecond(none(), none())).stream()
        .map(counts -> moment(counts, Optional.ofNullable(latencies.get(counts.time()))))
        .toList();
  }

  private Map<Integer, Percentiles> latencies() {
    return CollectionConverters.asJava(data.responseTimePercentilesOverTime(ok(), none(), none()))
        .stream()
        .filter(plot -> plot.percentiles().isDefined())
        .collect(Collectors.toMap(PercentilesVsTimePlot::time, plot -> plot.percentiles().get()));
  }

  private static Moment moment(CountsVsTimePlot counts, Optional<Percentiles> latencies) {
    return new Moment(
        counts.time() / 1000.0,
        counts.oks() + counts.kos(),
        counts.kos(),
        latencies.map(Percentiles::percentile50).orElse(0),
        latencies.map(Percentiles::percentile99).orElse(0));
  }

  private static Status ok() {
    return OK$.MODULE$;
  }

  private static <T> Option<T> none() {
    return Option.empty();
  }
}
