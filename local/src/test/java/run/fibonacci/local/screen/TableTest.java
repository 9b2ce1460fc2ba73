package run.fibonacci.local.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TableTest {
  @Test
  void columnsAreAsWideAsTheirLongestCell() {
    var table = new Table("POD", "READY");
    table.add("default/demo", "1/1");
    assertThat(table).hasToString("POD            READY\ndefault/demo   1/1\n");
  }

  @Test
  void nothingIsWrittenBehindTheLastCellOfALine() {
    var table = new Table("COMPONENT", "ADDRESS");
    table.add("daemon", "");
    assertThat(table).hasToString("COMPONENT   ADDRESS\ndaemon\n");
  }
}
