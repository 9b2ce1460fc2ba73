package run.fibonacci.local.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LogTailTest {
  @TempDir private Path folder;

  // a slash stands for the end of a line
  @ParameterizedTest
  @CsvSource({
    "a/b/c/,1,c/",
    "a/b/c/,2,b/c/",
    "a/b/c/,3,a/b/c/",
    "a/b/c/,9,a/b/c/",
    "a/b/c/,0,''",
    "a/b/c,1,c",
    "a/b/c,2,b/c",
    "a//c/,2,/c/",
    "'',5,''",
    "/,1,/"
  })
  void theLastLinesAreFound(String text, int lines, String tail) throws IOException {
    assertThat(tail(text.replace('/', '\n'), lines)).isEqualTo(tail.replace('/', '\n'));
  }

  @Test
  void linesLongerThanABlockAreFound() throws IOException {
    var last = "y".repeat(20_000) + "\n";
    assertThat(tail("x".repeat(20_000) + "\n" + last, 1)).isEqualTo(last);
  }

  @Test
  void theLastWordsAreShort() throws IOException {
    var log = Files.writeString(folder.resolve("log"), "line\n".repeat(1000) + "the end\n");
    assertThat(LogTail.lastWords(log)).hasLineCount(80).endsWith("line\nthe end\n");

    Files.writeString(log, "x".repeat(5000));
    assertThat(LogTail.lastWords(log)).hasSize(2048);
    assertThat(LogTail.lastWords(folder.resolve("none"))).isEmpty();
  }

  private String tail(String text, int lines) throws IOException {
    var log = Files.writeString(folder.resolve("log"), text);
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      return text.substring((int) LogTail.offset(file, lines));
    }
  }
}
