/// Signing in and out on the page, by authorization code with PKCE. Pods keep nothing: what lasts
/// from one request to the next is in cookies that only the pods can read, so that any of them can
/// finish what another began.
@NullMarked
package run.fibonacci.service.signon.login;

import org.jspecify.annotations.NullMarked;
