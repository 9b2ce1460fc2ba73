package run.fibonacci.load.plot;

import java.util.List;

/// One line of a panel, named where it ends.
///
/// @param style a class of the picture's style sheet
/// @param steps a value holds until the next one, as with counts
record Series(String name, String style, boolean steps, List<Point> points) {

  double max() {
    return points.stream().mapToDouble(Point::y).max().orElse(0);
  }

  double end() {
    return points.stream().mapToDouble(Point::x).max().orElse(0);
  }
}
