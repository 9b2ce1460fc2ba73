package run.fibonacci.service.tracing;

import org.jspecify.annotations.Nullable;

/// A part of a request that takes time of its own, for whoever looks at the request's trace.
public interface Step {
  /// A step of a request that is not traced.
  Step UNTRACED =
      new Step() {
        @Override
        public Step begin(String name) {
          return this;
        }

        @Override
        public Step with(String attribute, long value) {
          return this;
        }

        @Override
        public void end(@Nullable Throwable failure) {}
      };

  /// A part of this step, which begins now.
  ///
  /// @param name the same for all of its kind
  Step begin(String name);

  /// This step, with something more that is known of it.
  Step with(String attribute, long value);

  /// It has ended.
  ///
  /// @param failure why it came to nothing, or null
  void end(@Nullable Throwable failure);
}
