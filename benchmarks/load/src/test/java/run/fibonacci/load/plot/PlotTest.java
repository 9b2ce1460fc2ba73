package run.fibonacci.load.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

final class PlotTest {
  @TempDir private Path results;

  @BeforeEach
  void a_run() throws IOException {
    write("summary.json", "{\"requests\": 2, \"failed\": 0, \"from\": \"1970-01-01T00:01:40Z\"}");
    write("seconds.csv", "second,requests,failed,p50,p99\n0.5,100,0,3,20\n60.5,300,0,4,700\n");
  }

  @Test
  void requests_and_latencies_share_one_time_axis() throws Exception {
    Document svg = draw();

    assertThat(texts(svg))
        .contains("requests a second", "latency in milliseconds", "minutes since the load began")
        .contains("answered", "p50", "p99")
        .doesNotContain("replicas", "failed");
    // 100 and 300 of 300, from the left edge to the right one.
    assertThat(paths(svg)).contains("M61.2 110.0L680.0 30.0");
  }

  @Test
  void replicas_are_placed_by_the_clock_and_hold_until_they_change() throws Exception {
    write("replicas.csv", "99.0,1,\n110.0,2,1\n160.5,2,2\n");

    Document svg = draw();

    assertThat(texts(svg)).contains("replicas", "pods", "ready");
    assertThat(paths(svg)).contains("M56.0 480.0H159.1V420.0H680.0V360.0");
  }

  @Test
  void the_time_axis_of_a_short_run_names_no_time_twice() throws Exception {
    write("seconds.csv", "second,requests,failed,p50,p99\n0.5,100,0,3,20\n9.5,100,0,3,20\n");

    assertThat(texts(draw())).containsSequence("0", "0.05", "0.1", "0.15");
  }

  @Test
  void failed_requests_are_shown_when_there_are_some() throws Exception {
    write("seconds.csv", "second,requests,failed,p50,p99\n0.5,100,1,3,20\n1.5,100,0,3,20\n");

    assertThat(texts(draw())).contains("failed");
  }

  private Document draw() throws Exception {
    Plot.main(new String[] {results.toString()});
    String svg = Files.readString(results.resolve("load.svg"));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static Iterable<String> texts(Document svg) {
    NodeList texts = svg.getElementsByTagName("text");
    return IntStream.range(0, texts.getLength())
        .mapToObj(i -> texts.item(i).getTextContent())
        .toList();
  }

  private static Iterable<String> paths(Document svg) {
    NodeList paths = svg.getElementsByTagName("path");
    return IntStream.range(0, paths.getLength())
        .mapToObj(i -> paths.item(i).getAttributes().getNamedItem("d").getNodeValue())
        .toList();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(results.resolve(name), text);
  }
}
