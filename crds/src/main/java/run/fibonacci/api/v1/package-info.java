/**
 * The API: the FibonacciService resource as Java records, one for each block of its YAML and named
 * like it.
 *
 * <p>The descriptions, bounds and rules on the fields are what the API server enforces and what
 * {@code kubectl explain} shows: the manifest beside this module is generated from them. No
 * behaviour lives here; the operator gives the fields their meaning.
 */
@NullMarked
package run.fibonacci.api.v1;

import org.jspecify.annotations.NullMarked;
