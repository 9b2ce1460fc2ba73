package run.fibonacci.local.node.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The end of a log file.
public final class LogTail {
  private static final int BLOCK = 8192;
  private static final int LAST_LINES = 80;
  private static final int LAST_BYTES = 2048;

  private LogTail() {}

  /// Where the last lines begin: a byte offset into the file, 0 when it has no more than these. A
  /// line that is still being written counts.
  ///
  /// @param lines how many; 0 is the file's end
  public static long offset(RandomAccessFile file, long lines) throws IOException {
    long end = file.length();
    if (lines == 0) {
      return end;
    }
    var block = new byte[BLOCK];
    long newlines = 0;
    for (long start = end; start > 0; ) {
      int length = Math.toIntExact(Math.min(BLOCK, start));
      start -= length;
      file.seek(start);
      file.readFully(block, 0, length);
      for (int i = length - 1; i >= 0; i--) {
        // the newline that ends the file ends its last line and begins none
        if (block[i] == '\n' && start + i + 1 < end && ++newlines == lines) {
          return start + i + 1;
        }
      }
    }
    return 0;
  }

  /// What a kubelet shows of a program's output when the program failed without a message: at most
  /// 80 lines and 2048 bytes from the end.
  public static String lastWords(Path log) {
    if (Files.notExists(log)) {
      return "";
    }
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(offset(file, LAST_LINES), file.length() - LAST_BYTES);
      var bytes = new byte[Math.toIntExact(file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      return new String(bytes, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + log, e);
    }
  }
}
