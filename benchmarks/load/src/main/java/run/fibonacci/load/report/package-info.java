/// What came of a run, read from Gatling's log: a summary for scripts, and one line a second for
/// plots.
@NullMarked
package run.fibonacci.load.report;

import org.jspecify.annotations.NullMarked;
