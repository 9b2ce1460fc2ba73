package run.fibonacci.local.node.server;

import java.time.Duration;
import java.time.Instant;

/// What a process used.
///
/// @param nanoCores CPU over the window, in billionths of a core
/// @param bytes memory at its end
/// @param end when the window ended
record Usage(long nanoCores, long bytes, Instant end, Duration window) {}
