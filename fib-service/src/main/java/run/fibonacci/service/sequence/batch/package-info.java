/// Natural batching: what arrives while one commit is under way goes into the next, together. How a
/// batch is carried out is the database's business ([TakeBatch]); who waits for it, and what a
/// failure means for each of them, is decided here.
@NullMarked
package run.fibonacci.service.sequence.batch;

import org.jspecify.annotations.NullMarked;
