/// The OpenID Connect issuer, seen from here: its endpoints and keys, fetched and kept fresh, and
/// what its tokens say once they are found true. Nothing here blocks a thread.
@NullMarked
package run.fibonacci.service.signon.issuer;

import org.jspecify.annotations.NullMarked;
