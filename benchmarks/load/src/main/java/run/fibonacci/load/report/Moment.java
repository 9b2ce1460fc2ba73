package run.fibonacci.load.report;

/// What was answered in about one second of a run.
///
/// @param second since the run began
/// @param requests a second that were answered, the failed ones too
/// @param p50 of the right answers, in milliseconds
/// @param p99 of the right answers, in milliseconds
public record Moment(double second, int requests, int failed, int p50, int p99) {

  static final String HEADER = "second,requests,failed,p50,p99";

  String line() {
    return "%.1f,%d,%d,%d,%d".formatted(second, requests, failed, p50, p99);
  }

  /// Reads what [#line] wrote.
  public static Moment of(String line) {
    String[] cells = line.split(",", -1);
    return new Moment(
        Double.parseDouble(cells[0]),
        Integer.parseInt(cells[1]),
        Integer.parseInt(cells[2]),
        Integer.parseInt(cells[3]),
        Integer.parseInt(cells[4]));
  }
}
