/// Who calls, where callers sign on with OpenID Connect: a bearer token or the cookie of a
/// browser's sign-in makes a request a [User]'s, before any controller sees it. The issuer, its
/// keys and its tokens are the business of `issuer`; signing in and out on the page that of
/// `login`.
@NullMarked
package run.fibonacci.service.signon;

import org.jspecify.annotations.NullMarked;
