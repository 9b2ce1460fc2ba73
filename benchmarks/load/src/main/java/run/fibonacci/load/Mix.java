package run.fibonacci.load;

import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// What users ask for: of 100, half want a small number, 15 one of 2,000 digits, 5 one of 20,000,
/// 10 a range, and 20 the next number of their sequence. Every answer is checked to the last digit.
final class Mix {
  private static final int SMALL = 1_000;
  private static final int LARGER = 10_000;
  private static final int LARGE = 100_000;
  private static final int IN_RANGE = 20;
  private static final int SESSIONS = 200;

  private final List<String> small =
      IntStream.rangeClosed(0, SMALL).mapToObj(Numbers::digits).toList();
  private final String larger = Numbers.digits(LARGER);
  private final String large = Numbers.digits(LARGE);
  private final List<String> ranges =
      IntStream.range(0, SMALL).mapToObj(from -> Numbers.array(from, IN_RANGE)).toList();
  // Other keys in each run: nobody has taken from these sequences before.
  private final List<Walk> walks =
      IntStream.range(0, SESSIONS).mapToObj(i -> new Walk(UUID.randomUUID().toString())).toList();

  /// One request.
  ChainBuilder any() {
    return randomSwitch()
        .on(
            percent(50).then(small()),
            percent(15).then(number("F(10,000)", LARGER, larger)),
            percent(5).then(number("F(100,000)", LARGE, large)),
            percent(10).then(range()),
            percent(20).then(next()));
  }

  private ChainBuilder small() {
    return exec(session -> session.set("n", random(small.size())))
        .exec(
            http("small number")
                .get("/fibonacci/#{n}")
                .header("Accept", "text/plain")
                .check(
                    status().is(200), bodyString().is(session -> small.get(session.getInt("n")))));
  }

  private static ChainBuilder number(String name, int index, String digits) {
    return exec(
        http(name)
            .get("/fibonacci/" + index)
            .header("Accept", "text/plain")
            .check(status().is(200), right(digits)));
  }

  /// An error shows a word, not twenty thousand digits.
  private static CheckBuilder right(String digits) {
    return bodyString().transform(body -> body.equals(digits) ? "right" : "wrong").is("right");
  }

  private ChainBuilder range() {
    return exec(session -> session.set("from", random(ranges.size())))
        .exec(
            http("range")
                .get("/fibonacci?from=#{from}&count=" + IN_RANGE)
                .header("Accept", "application/json")
                .check(
                    status().is(200),
                    bodyString().is(session -> ranges.get(session.getInt("from")))));
  }

  private ChainBuilder next() {
    return exec(this::choose)
        .exec(
            http("next")
                .post("/sequence/next")
                .header("Session-Key", session -> walk(session).key)
                .header("Idempotency-Key", session -> UUID.randomUUID().toString())
                .check(
                    status().is(200),
                    bodyString()
                        .validate(
                            "rising",
                            (body, session) ->
                                walk(session).check(body, session.getLong("floor")))));
  }

  private Session choose(Session session) {
    int walk = random(walks.size());
    return session.set("walk", walk).set("floor", walks.get(walk).highest());
  }

  private Walk walk(Session session) {
    return walks.get(session.getInt("walk"));
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }
}
