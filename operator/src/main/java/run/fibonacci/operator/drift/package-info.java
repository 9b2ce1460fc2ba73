/// What becomes of changes that somebody else made to what the operator applied: which field it was
/// and whose, from the child's managed fields, and when to stop insisting.
///
/// Nothing here asks the API server.
@NullMarked
package run.fibonacci.operator.drift;

import org.jspecify.annotations.NullMarked;
