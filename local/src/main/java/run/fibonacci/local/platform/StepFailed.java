package run.fibonacci.local.platform;

/// The platform is not up because one of its steps did not work.
public final class StepFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StepFailed(String step, Throwable cause) {
    super(step + ": " + cause.getMessage(), cause);
  }
}
