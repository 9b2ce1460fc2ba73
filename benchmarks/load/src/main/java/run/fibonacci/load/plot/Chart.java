package run.fibonacci.load.plot;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.Comparator;
import java.util.List;

/// Panels above each other, over one time axis, as SVG.
///
/// @param title for those who cannot see it
record Chart(String title, List<Panel> panels) {
  private static final int WIDTH = 760;
  private static final int LEFT = 56;
  private static final int RIGHT = 680;
  private static final int TOP = 30;
  private static final int HEIGHT = 120;
  private static final int PITCH = 165;
  private static final int LINE = 14;
  private static final double MINUTE = 60;

  private static final String STYLE =
      """
      <style>
        text { font: 12px system-ui, sans-serif; fill: #3d444d }
        .title { font-weight: 600 }
        .number { text-anchor: end }
        .time { text-anchor: middle }
        .grid { stroke: #d1d9e0; stroke-width: 1 }
        .line { fill: none; stroke-width: 1.6; stroke-linejoin: round }
        .first { stroke: #0969da } text.first { fill: #0969da; stroke: none }
        .second { stroke: #bc4c00 } text.second { fill: #bc4c00; stroke: none }
        .bad { stroke: #d1242f } text.bad { fill: #d1242f; stroke: none }
        @media (prefers-color-scheme: dark) {
          text { fill: #d1d7e0 }
          .grid { stroke: #3d444d }
          .first { stroke: #58a6ff } text.first { fill: #58a6ff }
          .second { stroke: #f0883e } text.second { fill: #f0883e }
          .bad { stroke: #ff7b72 } text.bad { fill: #ff7b72 }
        }
      </style>
      """;

  String svg() {
    int height = TOP + PITCH * panels.size() + LINE;
    var svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img">
        <title>%s</title>
        """
            .formatted(WIDTH, height, title));
    svg.append(STYLE);
    Scale time = Scale.time(end());
    for (int i = 0; i < panels.size(); i++) {
      draw(svg, panels.get(i), time, TOP + i * PITCH);
    }
    int bottom = TOP + (panels.size() - 1) * PITCH + HEIGHT;
    for (double tick : time.ticks()) {
      text(svg, "time", x(time, tick * MINUTE), bottom + 18, number(tick));
    }
    text(svg, "time", (LEFT + RIGHT) / 2.0, bottom + 38, "minutes since the load began");
    return svg.append("</svg>\n").toString();
  }

  /// Of the longest line, in minutes.
  private double end() {
    return panels.stream()
            .flatMap(panel -> panel.series().stream())
            .mapToDouble(Series::end)
            .max()
            .orElse(MINUTE)
        / MINUTE;
  }

  private static void draw(StringBuilder svg, Panel panel, Scale time, int top) {
    text(svg, "title", LEFT, top - 10, panel.title());
    for (double tick : panel.scale().ticks()) {
      double y = y(panel, tick, top);
      svg.append(format(ROOT, "<path class=\"grid\" d=\"M%d %.1fH%d\"/>%n", LEFT, y, RIGHT));
      text(svg, "number", LEFT - 8, y + 4, number(tick));
    }
    for (Series series : panel.series()) {
      svg.append(
          format(
              ROOT,
              "<path class=\"line %s\" d=\"%s\"/>%n",
              series.style(),
              path(panel, series, time, top)));
    }
    label(svg, panel, top);
  }

  private static String path(Panel panel, Series series, Scale time, int top) {
    var path = new StringBuilder();
    for (Point point : series.points()) {
      String x = format(ROOT, "%.1f", x(time, point.x()));
      String y = format(ROOT, "%.1f", y(panel, point.y(), top));
      if (path.isEmpty()) {
        path.append('M').append(x).append(' ').append(y);
      } else if (series.steps()) {
        path.append('H').append(x).append('V').append(y);
      } else {
        path.append('L').append(x).append(' ').append(y);
      }
    }
    return path.toString();
  }

  /// Names lines beside their ends, one below the other where they end together.
  private static void label(StringBuilder svg, Panel panel, int top) {
    double free = top - LINE;
    List<Series> downwards =
        panel.series().stream()
            .filter(series -> !series.points().isEmpty())
            .sorted(Comparator.comparingDouble(series -> -series.points().getLast().y()))
            .toList();
    for (Series series : downwards) {
      double y = Math.max(y(panel, series.points().getLast().y(), top) + 4, free + LINE);
      text(svg, series.style(), RIGHT + 6, y, series.name());
      free = y;
    }
  }

  private static void text(StringBuilder svg, String style, double x, double y, String text) {
    svg.append(
        format(ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n", style, x, y, text));
  }

  private static double x(Scale time, double second) {
    return LEFT + (RIGHT - LEFT) * time.position(second / MINUTE);
  }

  private static double y(Panel panel, double value, int top) {
    return top + HEIGHT * (1 - panel.scale().position(value));
  }

  /// As few digits as it has: a step of three seconds is 0.05.
  private static String number(double value) {
    return value == Math.rint(value)
        ? format(ROOT, "%,.0f", value)
        : format(ROOT, "%.2f", value).replaceAll("0$", "");
  }
}
