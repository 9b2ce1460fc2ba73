package run.fibonacci.scaling;

/// Dollars for a million requests of a kind.
///
/// @param computing of pods, as busy as they are kept
/// @param traffic from there to the callers
/// @param cdn of a CDN that has the answers
record Price(double computing, double traffic, double cdn) {
  private static final double CORE_SECONDS_PER_MONTH = 730 * 3600;

  static Price of(Inputs inputs, Kind kind) {
    var core = inputs.of("price.node") / inputs.of("node.pods") / CORE_SECONDS_PER_MONTH;
    var busy = inputs.of("derating") * inputs.of("utilisation.pod");
    var gigabytes = kind.bytes(inputs) * 1e6 / 1e9;
    return new Price(
        1e6 * kind.seconds(inputs) / busy * core,
        gigabytes * (inputs.of("price.egressGB") + inputs.of("price.loadBalancerGB")),
        gigabytes * inputs.of("price.cdnGB") + inputs.of("price.cdnMillionRequests"));
  }
}
