/// Each caller's own walk through the Fibonacci numbers: `POST /sequence/next`, `GET` and `DELETE
/// /sequence`. Here are the HTTP side and the rules; where a sequence stands is kept in `database`,
/// behind [SequenceStore].
@NullMarked
package run.fibonacci.service.sequence;

import org.jspecify.annotations.NullMarked;
