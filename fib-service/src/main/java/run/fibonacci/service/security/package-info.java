/// What callers may do at all: how often they may ask, and what browsers may do with the answers.
/// Who a caller is, is the business of `signon`.
@NullMarked
package run.fibonacci.service.security;

import org.jspecify.annotations.NullMarked;
