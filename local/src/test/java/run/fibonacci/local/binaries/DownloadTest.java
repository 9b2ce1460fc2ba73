package run.fibonacci.local.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DownloadTest {
  // printf hello | sha256sum
  private static final String HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @TempDir private Path folder;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hello",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (var body = exchange.getResponseBody()) {
            body.write("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void whatHasThePublishedSumIsKept() throws Exception {
    download("/hello", HELLO);
    assertThat(folder.resolve("file")).hasContent("hello");
  }

  @Test
  void whatHasAnotherSumIsThrownAway() {
    assertThatThrownBy(() -> download("/hello", "00" + HELLO.substring(2)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has the SHA-256 " + HELLO);
    assertThat(folder.resolve("file")).doesNotExist();
  }

  @Test
  void whatIsNotThereIsReportedWithItsAddress() {
    assertThatThrownBy(() -> download("/other", HELLO))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/other: it answered 404");
  }

  @Test
  void theSumOfAFileIsFoundInTheListOfARelease() throws IOException {
    var sums = "aa11  etcd-v3.6.5-linux-arm64.tar.gz\nbb22  etcd-v3.6.5-linux-amd64.tar.gz\n";
    assertThat(Download.sumOf("etcd-v3.6.5-linux-amd64.tar.gz", sums)).isEqualTo("bb22");
    assertThatThrownBy(() -> Download.sumOf("etcd.zip", sums)).hasMessageContaining("etcd.zip");
  }

  private void download(String path, String sum) throws IOException, InterruptedException {
    try (var http = new CheckedHttp(line -> {})) {
      var url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
      http.download(url, folder.resolve("file"), sum);
    }
  }
}
