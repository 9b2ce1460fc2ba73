/// What is measured of the service as a whole, for Prometheus: requests, and what was built.
/// Features measure themselves, in histograms that are made here. `docs/metrics.md` lists all
/// names.
@NullMarked
package run.fibonacci.service.metrics;

import org.jspecify.annotations.NullMarked;
