/// The service that answers with Fibonacci numbers: where it starts, and its settings. One package
/// per feature below it; `arithmetic` knows nothing of the others.
@NullMarked
package run.fibonacci.service;

import org.jspecify.annotations.NullMarked;
