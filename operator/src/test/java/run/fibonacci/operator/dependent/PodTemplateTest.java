package run.fibonacci.operator.dependent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Guards the fleets of everyone who upgrades the operator. A pod template that differs in a single
/// byte from the last version's restarts every pod of every service.
final class PodTemplateTest {

  private static final Path CASES = Path.of("src/test/resources/golden");
  private static final Path HASHES = Path.of("src/test/resources/pod-templates.properties");
  private static final ObjectMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  @Test
  void no_fleet_is_restarted_without_intention() throws Exception {
    var released = new Properties();
    try (var text = Files.newBufferedReader(HASHES)) {
      released.load(text);
    }
    var now = hashes();

    assertThat(new TreeMap<>(now))
        .as(
            """
            The pod template of a golden case is not what it was: with this change, an upgrade of
            the operator restarts the pods of such services. If a new field is to blame that its
            users did not set, leave it out where it is not set. If the restart is wanted, say so in
            the commit and write into %s:
            %s\
            """,
            HASHES, lines(now))
        .isEqualTo(new TreeMap<>(released));
  }

  private static Map<String, String> hashes() throws IOException, NoSuchAlgorithmException {
    var hashes = new TreeMap<String, String>();
    try (var folders = Files.list(CASES)) {
      for (var folder : folders.toList()) {
        hashes.put(folder.getFileName().toString(), hash(folder.resolve("out-Deployment.yaml")));
      }
    }
    return hashes;
  }

  private static String hash(Path deployment) throws IOException, NoSuchAlgorithmException {
    Map<?, ?> object = Serialization.unmarshal(Files.readString(deployment), Map.class);
    var template = ((Map<?, ?>) object.get("spec")).get("template");
    var bytes = SORTED.writeValueAsString(template).getBytes(UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
  }

  private static String lines(Map<String, String> hashes) {
    var text = new StringBuilder();
    hashes.forEach((name, hash) -> text.append(name).append(" = ").append(hash).append('\n'));
    return text.toString();
  }
}
