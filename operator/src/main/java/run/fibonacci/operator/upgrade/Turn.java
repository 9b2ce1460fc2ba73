package run.fibonacci.operator.upgrade;

/// Whether a service may replace its pods for the operator's sake.
///
/// @param granted whether it may, or has to wait
/// @param message why, for the status
public record Turn(boolean granted, String message) {

  /// The reason in the condition `Progressing` that goes with it.
  public String reason() {
    return granted ? UpgradeState.UPGRADING : UpgradeState.WAITING;
  }
}
