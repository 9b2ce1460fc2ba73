/// What a person sees of a platform on a terminal or in a file: progress and tables.
@NullMarked
package run.fibonacci.local.screen;

import org.jspecify.annotations.NullMarked;
