package run.fibonacci.operator.connection;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Feels a WebSocket's pulse: pings its other end, and reports the connection as broken when
/// nothing has come back for a while. A watch that waits for events would otherwise wait for ever
/// when a router in between has forgotten it.
final class Pulse implements WebSocket.Listener {

  private static final Duration PING = Duration.ofSeconds(10);
  private static final Duration DEAD = Duration.ofSeconds(30);

  /// The status code of a close without a close frame (RFC 6455, 7.1.5).
  private static final int WITHOUT_FRAME = 1006;

  private final WebSocket.Listener listener;
  private final ScheduledExecutorService timer;
  private final Executor executor;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile long lastSign = System.nanoTime();
  private volatile @Nullable ScheduledFuture<?> pings;

  /// @param executor reports the end of a connection, so that the timer is not held up
  Pulse(WebSocket.Listener listener, ScheduledExecutorService timer, Executor executor) {
    this.listener = listener;
    this.timer = timer;
    this.executor = executor;
  }

  @Override
  public void onOpen(WebSocket socket) {
    lastSign = System.nanoTime();
    pings =
        timer.scheduleAtFixedRate(
            () -> feel(socket), PING.toMillis(), PING.toMillis(), TimeUnit.MILLISECONDS);
    listener.onOpen(socket);
  }

  private void feel(WebSocket socket) {
    if (System.nanoTime() - lastSign > DEAD.toNanos()) {
      broken(socket, new IOException("no sign of life for " + DEAD.toSeconds() + " s"));
    } else if (!socket.isOutputClosed()) {
      socket
          .sendPing(ByteBuffer.allocate(0))
          .exceptionally(error -> {
            broken(socket, error);
            return socket;
          });
    }
  }

  private void broken(WebSocket socket, Throwable cause) {
    if (end()) {
      socket.abort();
      executor.execute(() -> listener.onError(socket, cause));
    }
  }

  /// Whether this is the first that is heard of the end.
  private boolean end() {
    var running = pings;
    if (running != null) {
      running.cancel(false);
    }
    return ended.compareAndSet(false, true);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    lastSign = System.nanoTime();
    return listener.onText(socket, data, last);
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    lastSign = System.nanoTime();
    return listener.onBinary(socket, data, last);
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
    lastSign = System.nanoTime();
    return listener.onPing(socket, message);
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
    lastSign = System.nanoTime();
    return listener.onPong(socket, message);
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    var first = end();
    if (code == WITHOUT_FRAME) {
      // nobody said goodbye: for the listener, who would answer with one, it is an error
      if (first) {
        listener.onError(socket, new IOException("the connection was cut"));
      }
      return null;
    }
    return listener.onClose(socket, code, reason);
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    if (end()) {
      listener.onError(socket, error);
    }
  }
}
