/// What containers wrote, read back: whole, from the end, or as it comes.
@NullMarked
package run.fibonacci.local.node.log;

import org.jspecify.annotations.NullMarked;
