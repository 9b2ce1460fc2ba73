package run.fibonacci.load.plot;

/// @param x seconds since the run began
record Point(double x, double y) {}
