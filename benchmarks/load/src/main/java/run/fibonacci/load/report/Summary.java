package run.fibonacci.load.report;

import java.time.Instant;

/// A run in one line. Wrong answers count as failed.
///
/// @param p50 of all answers, in milliseconds
/// @param p99 of all answers, in milliseconds
record Summary(long requests, long failed, int p50, int p99, Instant from, Instant until) {

  String json() {
    return """
    {"requests": %d, "failed": %d, "p50": %d, "p99": %d, "from": "%s", "until": "%s"}
    """
        .formatted(requests, failed, p50, p99, from, until);
  }
}
