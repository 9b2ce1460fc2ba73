/// Draws a run: what was asked, how quickly it was answered, and how many pods there were, as
/// panels above one time axis. SVG, by hand: a picture of a few kilobytes that reads well on light
/// and on dark pages needs no library.
@NullMarked
package run.fibonacci.load.plot;

import org.jspecify.annotations.NullMarked;
