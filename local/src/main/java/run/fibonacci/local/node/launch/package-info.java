/// How a container becomes a program to run: the image's jar, the command line, the files that its
/// processes see, and the reasons to refuse it. Nothing is started here, and nothing is kept from
/// one start to the next.
@NullMarked
package run.fibonacci.local.node.launch;

import org.jspecify.annotations.NullMarked;
