package run.fibonacci.service;

import java.time.Duration;
import java.util.List;

/// An environment variable of the service. What is said here is what `docs/settings.md` has, and
/// what a wrong value is told.
sealed interface Setting {
  String name();

  /// What it is for, as a sentence without a full stop.
  String meaning();

  /// What may be written.
  String allowed();

  /// What holds where it is not set; empty for nothing.
  String otherwise();

  /// A whole number.
  ///
  /// @param otherwise as the table shows it
  record Whole(String name, long least, long most, long value, String otherwise, String meaning)
      implements Setting {
    Whole(String name, long least, long most, long value, String meaning) {
      this(name, least, most, value, String.valueOf(value), meaning);
    }

    @Override
    public String allowed() {
      return "a number from %d to %d".formatted(least, most);
    }
  }

  /// A time of at least a millisecond and at most an hour.
  record Time(String name, Duration value, String meaning) implements Setting {
    @Override
    public String allowed() {
      return "a time of at most an hour, like 500ms, 30s or 2m";
    }

    @Override
    public String otherwise() {
      return value.toSeconds() + "s";
    }
  }

  /// One of a few words.
  record Choice(String name, List<String> words, String otherwise, String meaning)
      implements Setting {
    @Override
    public String allowed() {
      return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }
  }

  /// Any text, or one that its user checks.
  record Text(String name, String allowed, String otherwise, String meaning) implements Setting {}
}
