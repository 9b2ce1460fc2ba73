package run.fibonacci.local.node.launch;

import java.nio.file.Path;

/// What stands in for a container image: a jar that `java -jar` starts.
///
/// @param jar may be built later than the node starts; it is looked for at each start
/// @param addressVariable the environment variable that makes the program bind the pod's address
///   instead of every address of the machine
public record Image(Path jar, String addressVariable) {}
