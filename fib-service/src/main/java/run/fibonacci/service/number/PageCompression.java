package run.fibonacci.service.number;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.server.netty.DefaultHttpCompressionStrategy;
import io.micronaut.http.server.netty.HttpCompressionStrategy;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.List;

/// Lets the framework compress pages and scripts, but no numbers: its way is too slow for them, and
/// would hold up an event loop. [Gzip] compresses those.
@Singleton
@Replaces(DefaultHttpCompressionStrategy.class)
final class PageCompression implements HttpCompressionStrategy {
  private static final List<String> TYPES =
      List.of("text/html", "text/css", "text/javascript", "image/svg+xml", "application/yaml");

  private static final int SHORT = 1_024;

  @Override
  public boolean isEnabled() {
    return true;
  }

  @Override
  public boolean shouldCompress(HttpResponse response) {
    if (response.headers().getInt(HttpHeaderNames.CONTENT_LENGTH, Integer.MAX_VALUE) < SHORT) {
      return false;
    }
    String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
    return TYPES.stream().anyMatch(type::startsWith);
  }

  @Override
  public int getMaxZstdEncodeSize() {
    return 32 * 1024 * 1024;
  }
}
