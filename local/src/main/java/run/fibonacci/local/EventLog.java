package run.fibonacci.local;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import run.fibonacci.local.platform.Event;

/// A file of events, one per line, that the daemon writes and others read meanwhile.
record EventLog(Path file) {
  /// Adds an event.
  void add(Event event) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, line(event) + "\n", CREATE, APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /// All events so far, the oldest first.
  List<Event> read() {
    try {
      var text = Files.exists(file) ? Files.readString(file) : "";
      // the last line may be half written
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(EventLog::event).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /// The URL of the platform, once it is up.
  Optional<String> url() {
    return read().stream()
        .flatMap(event -> event instanceof Event.Ready(var url) ? Stream.of(url) : Stream.empty())
        .findFirst();
  }

  static String line(Event event) {
    return switch (event) {
      case Event.Begun(var title) -> join("begun", title);
      case Event.Detail(var text) -> join("detail", text);
      case Event.Done(var title, var took) -> join("done", title, took.toString());
      case Event.Broken(var title, var took, var why) ->
          join("broken", title, took.toString(), why);
      case Event.Listening(var name, var address) -> join("listening", name, address);
      case Event.Ready(var url) -> join("ready", url);
    };
  }

  static Event event(String line) {
    var fields = Stream.of(line.split("\t", -1)).map(String::translateEscapes).toList();
    return switch (fields.getFirst()) {
      case "begun" -> new Event.Begun(fields.get(1));
      case "detail" -> new Event.Detail(fields.get(1));
      case "done" -> new Event.Done(fields.get(1), Duration.parse(fields.get(2)));
      case "broken" ->
          new Event.Broken(fields.get(1), Duration.parse(fields.get(2)), fields.get(3));
      case "listening" -> new Event.Listening(fields.get(1), fields.get(2));
      case "ready" -> new Event.Ready(fields.get(1));
      default -> throw new IllegalArgumentException("Not an event: " + line);
    };
  }

  private static String join(String... fields) {
    return Stream.of(fields).map(EventLog::escape).collect(Collectors.joining("\t"));
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }
}
