package run.fibonacci.operator;

import java.util.Map;

/// Settings for tests.
public final class TestSettings {

  /// What an operator has that was told nothing.
  public static final OperatorSettings DEFAULT = OperatorSettings.of(Map.of(), "1.2.3");

  private TestSettings() {}
}
