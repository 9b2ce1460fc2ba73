package run.fibonacci.local.node.environment;

/// A container cannot be started as described, for now or for good. The message is what a kubelet
/// shows with the reason CreateContainerConfigError.
public final class ConfigProblem extends Exception {
  private static final long serialVersionUID = 1L;

  public ConfigProblem(String message) {
    super(message);
  }
}
