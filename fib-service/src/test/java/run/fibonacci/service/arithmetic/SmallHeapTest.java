package run.fibonacci.service.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// F(10,000,000) fits a heap of 48 MiB, and each smaller number the same.
final class SmallHeapTest {
  @Test
  void theLargestNumberOfTheDefaultLimitNeeds48MiB() throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-XX:+UseSerialGC",
                    "-Xmx48m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SmallHeapTest.class.getName()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(output).isEqualTo("2089877");
  }

  /// Runs in the process with the small heap.
  public static void main(String[] args) {
    System.out.print(new Fibonacci().number(10_000_000).toAscii().length);
  }
}
