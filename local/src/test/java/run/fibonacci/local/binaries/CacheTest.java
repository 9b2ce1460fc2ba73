package run.fibonacci.local.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheTest {
  @TempDir private Path folder;

  @Test
  void anEntryIsFilledOnce() throws Exception {
    var cache = new Cache(folder);
    cache.get("entry", CacheTest::fill, line -> {});
    var entry = cache.get("entry", CacheTest::refuse, line -> {});
    assertThat(entry.resolve("content")).hasContent("complete");
  }

  @Test
  void nothingIsLeftOfAnEntryThatCouldNotBeFilled() {
    var cache = new Cache(folder);
    assertThatThrownBy(() -> cache.get("entry", CacheTest::refuse, line -> {}))
        .isInstanceOf(IOException.class);
    assertThat(cache.has("entry")).isFalse();
    assertThat(folder.resolve("entry.part")).doesNotExist();
  }

  @Test
  void whatAKilledFillingLeftIsNotMixedIn() throws Exception {
    var part = Files.createDirectories(folder.resolve("entry.part"));
    Files.writeString(part.resolve("half"), "written");
    var entry = new Cache(folder).get("entry", CacheTest::fill, line -> {});
    assertThat(entry).isDirectoryNotContaining("glob:**half");
  }

  @Test
  void itLiesWhereTheUserKeepsCaches() {
    assertThat(Cache.of(Map.of("XDG_CACHE_HOME", "/caches")).folder())
        .isEqualTo(Path.of("/caches/fibonacci"));
    assertThat(Cache.of(Map.of()).folder())
        .isEqualTo(Path.of(System.getProperty("user.home"), ".cache/fibonacci"));
  }

  private static void fill(Path entry) throws IOException {
    Files.writeString(entry.resolve("content"), "complete");
  }

  private static void refuse(Path entry) throws IOException {
    Files.writeString(entry.resolve("content"), "half");
    throw new IOException("no way");
  }
}
