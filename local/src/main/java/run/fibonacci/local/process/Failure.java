package run.fibonacci.local.process;

import java.nio.file.Path;
import java.util.Optional;

/// Something that did not work, told to a person: what, why, and what to do about it.
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String why;
  private final String fix;
  private final transient Optional<Path> log;

  private Failure(String what, String why, String fix, Optional<Path> log) {
    super(what);
    this.why = why;
    this.fix = fix;
    this.log = log;
  }

  /// A failure without a log to look into.
  public static Failure of(String what, String why, String fix) {
    return new Failure(what, why, fix, Optional.empty());
  }

  /// The same failure, with the exception that brought it to light.
  public Failure causedBy(Throwable cause) {
    initCause(cause);
    return this;
  }

  /// The same failure, with the log that tells more.
  public Failure withLog(Path file) {
    var failure = new Failure(what(), why, fix, Optional.of(file));
    failure.initCause(getCause());
    return failure;
  }

  /// What is wrong, in one sentence.
  public String what() {
    return String.valueOf(super.getMessage());
  }

  /// The lines that a person reads: what, why, fix, log.
  @Override
  public String getMessage() {
    var text = new StringBuilder(what());
    text.append("\n  Why: ").append(why.strip().replace("\n", "\n       "));
    text.append("\n  Fix: ").append(fix);
    log.ifPresent(file -> text.append("\n  Log: ").append(file));
    return text.toString();
  }
}
