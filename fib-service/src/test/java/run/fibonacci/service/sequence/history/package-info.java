/// What clients saw of one sequence, and whether one counter could have answered them so. Knows
/// nothing of HTTP or databases.
@org.jspecify.annotations.NullMarked
package run.fibonacci.service.sequence.history;
