package run.fibonacci.load;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A session's sequence as its callers see it, several of whom may ask at once: an answer's index
/// is above all that were answered before it was asked for, and nobody else's.
final class Walk {
  private static final Pattern ANSWER =
      Pattern.compile("\\{\"index\":(\\d{1,9}),\"value\":\"(\\d+)\"}");

  final String key;
  private final Set<Long> given = new HashSet<>();
  private long highest = -1;

  Walk(String key) {
    this.key = key;
  }

  /// The highest index so far, -1 before the first.
  synchronized long highest() {
    return highest;
  }

  /// @param floor what [#highest] was when the answer was asked for
  /// @return the answer, if it is right
  /// @throws IllegalStateException that says what is wrong with it
  String check(String answer, long floor) {
    Matcher matcher = ANSWER.matcher(answer);
    if (!matcher.matches()) {
      throw new IllegalStateException("no number of a sequence: " + answer);
    }
    long index = Long.parseLong(matcher.group(1));
    if (!Numbers.digits(index).equals(matcher.group(2))) {
      throw new IllegalStateException("F(%d) is wrong".formatted(index));
    }
    take(index, floor);
    return answer;
  }

  private synchronized void take(long index, long floor) {
    if (index <= floor) {
      throw new IllegalStateException(
          "session %s: index %d came after %d".formatted(key, index, floor));
    }
    if (!given.add(index)) {
      throw new IllegalStateException("session %s: index %d came twice".formatted(key, index));
    }
    highest = Math.max(highest, index);
  }
}
