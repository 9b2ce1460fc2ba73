/// A fleet's users, played by Gatling: the [run.fibonacci.load.Mix] of what they ask for, with each
/// answer checked, at the rates of a [run.fibonacci.load.Profile]. What came of a run is read from
/// Gatling's own log by the package `report`.
@NullMarked
package run.fibonacci.load;

import org.jspecify.annotations.NullMarked;
