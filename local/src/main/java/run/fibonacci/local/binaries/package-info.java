/// Where the Kubernetes executables come from: a folder of the user's, the cache, the official
/// downloads, or a build from source. Whichever way, they end up in one folder that is either
/// complete or absent.
@NullMarked
package run.fibonacci.local.binaries;

import org.jspecify.annotations.NullMarked;
