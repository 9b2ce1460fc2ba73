import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import run.fibonacci.service.Limits;
import run.fibonacci.service.StoreSettings;
import run.fibonacci.service.sequence.Digest;
import run.fibonacci.service.sequence.SequenceStore;
import run.fibonacci.service.sequence.Take;

/// How many numbers a second a pod hands out, without HTTP around it: `Sequences CALLS CLIENTS
/// SESSIONS SECONDS`, with the environment of a pod. Each client asks, waits for the answer, and
/// asks again. CALLS are `plain`, `keyed` and, for one client only, `upsert`: the plain statement
/// through JDBC. Several, with commas between them, are made in turn, so that a disk that is slower
/// for a while is so for all of them.
///
/// Prints a line for each call: its name, the rate, and the median and 99th percentile in ms.
public final class Sequences {
  private static final int WARM_UP_SECONDS = 10;

  private interface Call {
    void make(int session, SplittableRandom random) throws Exception;
  }

  private Sequences() {}

  public static void main(String[] arguments) {
    try {
      run(arguments);
      System.exit(0);
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void run(String[] arguments) throws Exception {
    String[] names = arguments[0].split(",");
    int clients = Integer.parseInt(arguments[1]);
    int sessions = Integer.parseInt(arguments[2]);
    int seconds = Integer.parseInt(arguments[3]);
    try (var context =
            ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(StoreSettings.properties(System.getenv()))
                .singletons(Limits.of(Map.of()))
                .start();
        Connection connection = connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "INSERT INTO seq(id, n) VALUES (?, 1)"
                    + " ON CONFLICT (id) DO UPDATE SET n = seq.n + 1 RETURNING n")) {
      SequenceStore store = context.getBean(SequenceStore.class);
      awaitTables(store);
      Call[] calls = new Call[names.length];
      for (int i = 0; i < calls.length; i++) {
        calls[i] =
            switch (names[i]) {
              case "upsert" -> upsert(statement);
              case "plain" -> take(store, sessions, false);
              case "keyed" -> take(store, sessions, true);
              default -> throw new IllegalArgumentException(names[i]);
            };
      }
      measure(names, calls, clients, sessions, seconds);
    }
  }

  private static Call upsert(PreparedStatement statement) {
    return (session, random) -> {
      statement.setLong(1, session);
      statement.executeQuery().close();
    };
  }

  private static Call take(SequenceStore store, int sessions, boolean keyed) {
    Digest[] digests = new Digest[sessions + 1];
    // Other sessions than over HTTP, where a number's digits would take all the time after these.
    Arrays.setAll(digests, i -> Digest.of("session-key", "in process " + i));
    return (session, random) -> {
      Optional<Digest> request =
          keyed
              ? Optional.of(
                  Digest.of(digests[session].toString(), Long.toHexString(random.nextLong())))
              : Optional.empty();
      store.take(new Take(digests[session], request, 1, 400_000_000)).toCompletableFuture().get();
    };
  }

  private static Connection connect() throws Exception {
    Map<String, String> variables = System.getenv();
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%s/postgres?sslmode=disable&user=postgres"
            .formatted(
                variables.get("FIBONACCI_DATABASE_HOST"),
                variables.get("FIBONACCI_DATABASE_PORT")));
  }

  private static void awaitTables(SequenceStore store) throws InterruptedException {
    while (store.next(Digest.of("nobody")).toCompletableFuture().handle((n, e) -> e).join()
        != null) {
      Thread.sleep(100);
    }
  }

  private static void measure(String[] names, Call[] calls, int clients, int sessions, int seconds)
      throws Exception {
    long start = System.nanoTime() + WARM_UP_SECONDS * 1_000_000_000L;
    long end = start + seconds * 1_000_000_000L;
    long[][][] times = new long[clients][][];
    var done = new CountDownLatch(clients);
    for (int client = 0; client < clients; client++) {
      int number = client;
      Thread.ofVirtual()
          .start(() -> {
            try {
              times[number] = times(calls, sessions, start, end);
            } catch (Exception e) {
              e.printStackTrace();
              System.exit(1);
            }
            done.countDown();
          });
    }
    done.await();
    for (int i = 0; i < calls.length; i++) {
      int call = i;
      long[] all =
          Arrays.stream(times)
              .flatMapToLong(client -> Arrays.stream(client[call]))
              .sorted()
              .toArray();
      System.out.printf(
          "%s %d %.4f %.4f%n",
          names[i],
          all.length / seconds,
          all[all.length / 2] / 1e6,
          all[all.length * 99 / 100] / 1e6);
    }
  }

  /// How long each of the calls took, turn by turn.
  private static long[][] times(Call[] calls, int sessions, long start, long end) throws Exception {
    var random = new SplittableRandom();
    long[][] times = new long[calls.length][1 << 16];
    int turns = 0;
    for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
      for (int i = 0; i < calls.length; i++) {
        if (turns == times[i].length) {
          times[i] = Arrays.copyOf(times[i], 2 * turns);
        }
        long from = System.nanoTime();
        calls[i].make(1 + random.nextInt(sessions), random);
        times[i][turns] = System.nanoTime() - from;
      }
      if (now >= start) {
        turns++;
      }
    }
    for (int i = 0; i < calls.length; i++) {
      times[i] = Arrays.copyOf(times[i], turns);
    }
    return times;
  }
}
