import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import run.fibonacci.service.Limits;
import run.fibonacci.service.StoreSettings;
import run.fibonacci.service.sequence.Digest;
import run.fibonacci.service.sequence.SequenceStore;
import run.fibonacci.service.sequence.Take;

/// How many numbers a second a pod hands out, without HTTP around it: `Sequences plain|keyed
/// CLIENTS SESSIONS SECONDS`, with the environment of a pod. Each client asks, waits for the
/// answer, and asks again. Prints the rate, and the median and 99th percentile in ms.
///
/// `Sequences lone SESSIONS SECONDS` is one client that makes three calls in turn, so that a disk
/// that is slower for a while is so for all of them: the plain upsert through JDBC, a number, a
/// number with a key. Prints the median of each in ms.
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
    try (var context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .properties(StoreSettings.properties(System.getenv()))
            .singletons(Limits.of(Map.of()))
            .start()) {
      SequenceStore store = context.getBean(SequenceStore.class);
      awaitTables(store);
      if (arguments[0].equals("lone")) {
        lone(store, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
      } else {
        int clients = Integer.parseInt(arguments[1]);
        int sessions = Integer.parseInt(arguments[2]);
        Call call = take(store, sessions, arguments[0].equals("keyed"));
        measure(call, clients, sessions, Integer.parseInt(arguments[3]));
      }
    }
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

  private static void lone(SequenceStore store, int sessions, int seconds) throws Exception {
    try (Connection connection = connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "INSERT INTO seq(id, n) VALUES (?, 1)"
                    + " ON CONFLICT (id) DO UPDATE SET n = seq.n + 1 RETURNING n")) {
      Call upsert =
          (session, random) -> {
            statement.setLong(1, session);
            statement.executeQuery().close();
          };
      Call[] calls = {upsert, take(store, sessions, false), take(store, sessions, true)};
      CompletableFuture.supplyAsync(
              () -> mediansInTurn(calls, sessions, seconds),
              Executors.newVirtualThreadPerTaskExecutor())
          .thenAccept(System.out::println)
          .join();
    }
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

  private static String mediansInTurn(Call[] calls, int sessions, int seconds) {
    long start = System.nanoTime() + WARM_UP_SECONDS * 1_000_000_000L;
    long end = start + seconds * 1_000_000_000L;
    var random = new SplittableRandom();
    var times = new ArrayList<long[]>();
    while (System.nanoTime() < end) {
      long[] turn = new long[calls.length];
      for (int i = 0; i < calls.length; i++) {
        long from = System.nanoTime();
        try {
          calls[i].make(1 + random.nextInt(sessions), random);
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
        turn[i] = System.nanoTime() - from;
      }
      if (System.nanoTime() >= start) {
        times.add(turn);
      }
    }
    return IntStream.range(0, calls.length)
        .mapToObj(i -> times.stream().mapToLong(turn -> turn[i]).sorted().toArray())
        .map(sorted -> String.format("%.4f", sorted[sorted.length / 2] / 1e6))
        .collect(Collectors.joining(" "));
  }

  private static void measure(Call call, int clients, int sessions, int seconds) throws Exception {
    long start = System.nanoTime() + WARM_UP_SECONDS * 1_000_000_000L;
    long end = start + seconds * 1_000_000_000L;
    long[][] times = new long[clients][];
    var done = new CountDownLatch(clients);
    for (int client = 0; client < clients; client++) {
      int number = client;
      Thread.ofVirtual()
          .start(() -> {
            try {
              times[number] = times(call, sessions, start, end);
            } catch (Exception e) {
              e.printStackTrace();
              System.exit(1);
            }
            done.countDown();
          });
    }
    done.await();
    long[] all = Arrays.stream(times).flatMapToLong(Arrays::stream).sorted().toArray();
    System.out.printf(
        "%d %.3f %.3f%n",
        all.length / seconds, all[all.length / 2] / 1e6, all[all.length * 99 / 100] / 1e6);
  }

  private static long[] times(Call call, int sessions, long start, long end) throws Exception {
    var random = new SplittableRandom();
    long[] times = new long[1 << 16];
    int count = 0;
    for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
      call.make(1 + random.nextInt(sessions), random);
      if (now >= start) {
        if (count == times.length) {
          times = Arrays.copyOf(times, 2 * count);
        }
        times[count++] = System.nanoTime() - now;
      }
    }
    return Arrays.copyOf(times, count);
  }
}
