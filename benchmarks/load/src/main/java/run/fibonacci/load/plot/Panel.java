package run.fibonacci.load.plot;

import java.util.List;

/// Lines over one axis of values.
///
/// @param title what is measured, with its unit
record Panel(String title, Scale scale, List<Series> series) {}
