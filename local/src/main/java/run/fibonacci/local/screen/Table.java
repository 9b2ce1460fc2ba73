package run.fibonacci.local.screen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Text in columns, each as wide as its longest cell.
public final class Table {
  private static final String GAP = "   ";

  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... headings) {
    add(headings);
  }

  /// Adds a row with a cell per heading.
  public void add(String... cells) {
    rows.add(Arrays.asList(cells));
  }

  @Override
  public String toString() {
    return rows.stream().map(row -> line(row).stripTrailing() + "\n").collect(Collectors.joining());
  }

  private String line(List<String> row) {
    return IntStream.range(0, row.size())
        .mapToObj(column -> padded(row.get(column), width(column)))
        .collect(Collectors.joining(GAP));
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
