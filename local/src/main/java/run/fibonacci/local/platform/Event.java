package run.fibonacci.local.platform;

import java.time.Duration;

/// What happens while a platform comes up.
public sealed interface Event {
  /// A step has begun.
  record Begun(String title) implements Event {}

  /// The step that is under way does this just now.
  record Detail(String text) implements Event {}

  /// The step that was under way is done; the title may tell what came out.
  record Done(String title, Duration took) implements Event {}

  /// The step that was under way did not work.
  record Broken(String title, Duration took, String message) implements Event {}

  /// A part of the platform listens there.
  record Listening(String name, String address) implements Event {}

  /// The platform is up.
  record Ready(String url) implements Event {}
}
