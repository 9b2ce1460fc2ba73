/// Errors as `application/problem+json` (RFC 9457): what was wrong, and what is allowed. Features
/// throw a [ProblemException] with their own problem; what the framework refuses is worded here.
@NullMarked
package run.fibonacci.service.problem;

import org.jspecify.annotations.NullMarked;
