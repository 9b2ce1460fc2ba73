package run.fibonacci.service.problem;

import io.micronaut.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/// What was wrong with one request (RFC 9457).
///
/// @param status the status of the response
/// @param name what kind of problem it is, as the end of its type URI: `index-beyond-limit`
/// @param detail a sentence: what is wrong with which value, and what to do instead
/// @param members further members of the body, for programs to read
public record Problem(HttpStatus status, String name, String detail, Map<String, Object> members) {
  /// The member that says in how many seconds to come again.
  public static final String RETRY_AFTER = "retryAfterSeconds";

  /// The member that says which method to use instead.
  public static final String ALLOWED = "allowedMethod";

  private static final String TYPES = "https://fibonacci.run/problems/";

  public static Problem of(HttpStatus status, String name, String detail) {
    return new Problem(status, name, detail, Map.of());
  }

  /// This problem with one more member.
  public Problem with(String member, Object value) {
    var more = new LinkedHashMap<>(members);
    more.put(member, value);
    return new Problem(status, name, detail, more);
  }

  /// This problem as something to throw.
  public ProblemException thrown() {
    return new ProblemException(this);
  }

  /// The JSON object to send, for a request to this path.
  Map<String, Object> body(String path) {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", TYPES + name);
    body.put("title", title());
    body.put("status", status.getCode());
    body.put("detail", detail);
    body.put("instance", path);
    body.putAll(members);
    return body;
  }

  /// The name as words: one title per type, as the RFC asks for.
  private String title() {
    String words = name.replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
