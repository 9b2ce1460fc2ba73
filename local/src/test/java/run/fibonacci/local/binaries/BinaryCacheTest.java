package run.fibonacci.local.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import run.fibonacci.local.process.Failure;
import run.fibonacci.local.process.ProcessLedger;

final class BinaryCacheTest {
  @TempDir private Path folder;

  @Test
  void aFolderOfTheUsersOwnComesFirst() throws Exception {
    for (var name : Binaries.NAMES) {
      executable(name);
    }
    assertThat(cache(folder).obtain(line -> {}).etcd()).isEqualTo(folder.resolve("etcd"));
  }

  @Test
  void aFolderThatIsNotCompleteIsRefusedWithWhatItLacks() throws IOException {
    executable("etcd");
    assertThatThrownBy(() -> cache(folder).obtain(line -> {}))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("FIB_KUBERNETES_BIN=" + folder)
        .hasMessageContaining("it lacks kube-apiserver, kube-controller-manager");
  }

  @Test
  void whatIsInTheCacheIsTaken() throws Exception {
    var environment = Map.of("XDG_CACHE_HOME", folder.toString());
    var entry = "fibonacci/kubernetes-v1.35.4-" + OperatingSystem.current();
    var cached = Files.createDirectories(folder.resolve(entry));
    var cache = new BinaryCache(environment, new ProcessLedger(folder.resolve("processes")));
    assertThat(cache.isPresent()).isTrue();
    assertThat(cache.obtain(line -> {}).folder()).isEqualTo(cached);
  }

  private BinaryCache cache(Path own) {
    return new BinaryCache(
        Map.of("FIB_KUBERNETES_BIN", own.toString()),
        new ProcessLedger(folder.resolve("processes")));
  }

  private void executable(String name) throws IOException {
    assertThat(Files.createFile(folder.resolve(name)).toFile().setExecutable(true)).isTrue();
  }
}
