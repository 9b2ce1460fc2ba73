package run.fibonacci.service.sequence;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import run.fibonacci.service.Limits;
import run.fibonacci.service.number.Computations;
import run.fibonacci.service.number.Digits;
import run.fibonacci.service.sequence.Outcome.Beyond;
import run.fibonacci.service.sequence.Outcome.OtherRequest;
import run.fibonacci.service.sequence.Outcome.Taken;

/// Gives each caller the next number of the caller's own sequence. Nothing here waits: an answer is
/// put together when the store has committed. It is there from the start, for its figures are.
@Context
@Controller("/sequence")
final class SequenceController {
  /// A number that was taken is worth a longer wait for its digits than one merely asked for.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SequenceStore store;
  private final Computations computations;
  private final Limits limits;

  SequenceController(
      SequenceStore store, Computations computations, Limits limits, MeterRegistry registry) {
    // What a service does not have cannot fail.
    this.store = store instanceof NoSequences ? store : new MeasuredStore(store, registry);
    this.computations = computations;
    this.limits = limits;
  }

  /// The next number, or with `?count=` the next numbers. A body is not expected, and not minded.
  @Post("/next")
  @Consumes(MediaType.ALL)
  CompletionStage<HttpResponse<?>> next(HttpRequest<?> request) {
    Caller caller = Caller.of(request);
    Take take = TakeRequest.read(request, caller, limits);
    boolean single = !request.getParameters().contains("count");
    return store
        .take(take)
        .thenApply(outcome -> first(take, outcome))
        .thenCompose(first -> body(first, take.count(), single))
        .thenApply(body -> answer(caller, body));
  }

  private long first(Take take, Outcome outcome) {
    return switch (outcome) {
      case Taken(long first) -> first;
      case Beyond(long next) -> throw TakeRequest.beyond(take, next, limits);
      case OtherRequest(long earlierCount) -> throw TakeRequest.otherRequest(take, earlierCount);
    };
  }

  private CompletableFuture<byte[]> body(long first, int count, boolean single) {
    return computations
        .consecutive(first, count, PATIENCE)
        .thenApply(
            values -> single ? Digits.json(first, values.getFirst()) : Digits.json(first, values));
  }

  /// Where the sequence stands: the last number that was given out, and the index of the next.
  @Get
  CompletionStage<HttpResponse<?>> read(HttpRequest<?> request) {
    Caller caller = Caller.of(request);
    return store
        .next(caller.session())
        .thenCompose(this::position)
        .thenApply(body -> answer(caller, body));
  }

  private CompletableFuture<byte[]> position(long next) {
    if (next == 0) {
      return CompletableFuture.completedFuture(Digits.json(next));
    }
    return computations
        .consecutive(next - 1, 1, PATIENCE)
        .thenApply(values -> Digits.json(next - 1, values.getFirst(), next));
  }

  /// Begins again: the next number is F(0).
  @Delete
  @Consumes(MediaType.ALL)
  CompletionStage<HttpResponse<?>> restart(HttpRequest<?> request) {
    Caller caller = Caller.of(request);
    return store
        .restart(caller.session())
        .thenApply(nothing -> caller.handBack(HttpResponse.noContent()));
  }

  private static HttpResponse<?> answer(Caller caller, byte[] body) {
    MutableHttpResponse<byte[]> response =
        HttpResponse.ok(body)
            .contentType(MediaType.APPLICATION_JSON_TYPE)
            .header(HttpHeaders.CACHE_CONTROL, "no-store");
    return caller.handBack(response);
  }
}
