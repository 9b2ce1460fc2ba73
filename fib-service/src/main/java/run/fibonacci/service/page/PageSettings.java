package run.fibonacci.service.page;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// What the page must know of the service.
///
/// @param maxIndex the greatest index, on either side of 0
/// @param maxCount how many numbers of a sequence can be taken at once
/// @param sequences whether there are sequences
/// @param signOn absent where there is no sign-on
@Serdeable
record PageSettings(long maxIndex, int maxCount, boolean sequences, @Nullable SignOn signOn) {
  /// @param signIn whether the page can sign a user in
  /// @param anonymous whether who is not signed in has a sequence
  /// @param user the name of who is signed in
  @Serdeable
  record SignOn(boolean signIn, boolean anonymous, @Nullable String user) {}
}
