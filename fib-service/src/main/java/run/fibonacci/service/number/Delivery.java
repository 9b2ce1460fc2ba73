package run.fibonacci.service.number;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.nio.channels.ClosedChannelException;
import run.fibonacci.service.number.Budget.Claim;

/// One large answer on its way to one client: what it claims of the budget, and the computation
/// that it waits for. Both end with it, or with the client's connection.
final class Delivery {
  private final Runnable claim;
  private final ChannelFuture connectionClosed;
  private final ChannelFutureListener onClose = closed -> abort();
  private volatile Runnable work = () -> {};

  Delivery(HttpRequest<?> request, Claim claim) {
    this(request, claim::release);
  }

  private Delivery(HttpRequest<?> request, Runnable claim) {
    this.claim = claim;
    var netty = (NettyHttpRequest<?>) request;
    connectionClosed = netty.getChannelHandlerContext().channel().closeFuture();
    connectionClosed.addListener(onClose);
  }

  /// The delivery of an answer that is short, however long it takes to compute.
  static Delivery unclaimed(HttpRequest<?> request) {
    return new Delivery(request, () -> {});
  }

  /// Stops this computation when the client goes away.
  <T> Computation<T> of(Computation<T> computation) {
    work = () -> computation.abandon(new ClosedChannelException());
    computation.whenComplete((value, failure) -> {
      if (failure != null) {
        end();
      }
    });
    if (connectionClosed.isDone()) {
      abort();
    }
    return computation;
  }

  private void abort() {
    end();
    work.run();
  }

  /// All was sent, or nothing will be.
  void end() {
    claim.run();
    connectionClosed.removeListener(onClose);
  }
}
