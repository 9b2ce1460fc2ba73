package run.fibonacci.load.plot;

import java.util.List;
import java.util.stream.DoubleStream;

/// Where a value is between an axis' two ends, and which values the axis names.
sealed interface Scale {

  /// From 0 at the lower end to 1 at the upper.
  double position(double value);

  List<Double> ticks();

  /// From 0 to what covers `max` with two to five steps of 1, 2 or 5 and zeros.
  static Scale upTo(double max) {
    double step = step(Math.max(max, 1));
    return new Linear(step, Math.ceil(Math.max(max, 1) / step));
  }

  /// As [#upTo], but ending where the values do.
  static Scale time(double end) {
    double step = step(end);
    return new Linear(step, end / step);
  }

  /// From 1 to the power of ten that covers `max`.
  static Scale powersUpTo(double max) {
    return new Powers((int) Math.max(1, Math.ceil(Math.log10(Math.max(max, 1)))));
  }

  private static double step(double max) {
    double power = Math.pow(10, Math.floor(Math.log10(max)));
    return DoubleStream.of(0.2, 0.5, 1, 2, 5)
        .map(factor -> factor * power)
        .filter(step -> max / step <= 5)
        .findFirst()
        .orElseThrow();
  }

  /// Equal steps from 0.
  ///
  /// @param steps how many fit on the axis
  record Linear(double step, double steps) implements Scale {
    @Override
    public double position(double value) {
      return value / (step * steps);
    }

    @Override
    public List<Double> ticks() {
      return DoubleStream.iterate(0, tick -> tick <= steps, tick -> tick + 1)
          .map(tick -> tick * step)
          .boxed()
          .toList();
    }
  }

  /// Latencies differ by factors, not by sums.
  record Powers(int powers) implements Scale {
    @Override
    public double position(double value) {
      return Math.log10(Math.max(value, 1)) / powers;
    }

    @Override
    public List<Double> ticks() {
      return DoubleStream.iterate(0, power -> power <= powers, power -> power + 1)
          .map(power -> Math.pow(10, power))
          .boxed()
          .toList();
    }
  }
}
