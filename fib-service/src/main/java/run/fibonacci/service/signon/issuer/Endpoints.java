package run.fibonacci.service.signon.issuer;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an issuer publishes about itself (OpenID Connect Discovery 1.0, section 3).
///
/// @param keys where its public keys are
/// @param authorization where a browser is sent to sign in
/// @param token where a code is exchanged for tokens
/// @param endSession where a browser is sent to sign out
/// @param secretInBody whether it takes the client's secret only in the body, not as HTTP Basic
/// @param namesItself whether its answers to the browser carry its name (RFC 9207)
public record Endpoints(
    URI keys,
    URI authorization,
    URI token,
    Optional<URI> endSession,
    boolean secretInBody,
    boolean namesItself) {
  /// Reads the document.
  ///
  /// @throws ParseException if it is none, or another issuer's
  static Endpoints parse(String document, String issuer) throws ParseException {
    Map<String, Object> json = JSONObjectUtils.parse(document);
    if (!issuer.equals(JSONObjectUtils.getString(json, "issuer"))) {
      throw new ParseException("it is about the issuer " + json.get("issuer"), 0);
    }
    return new Endpoints(
        required(json, "jwks_uri"),
        required(json, "authorization_endpoint"),
        required(json, "token_endpoint"),
        Optional.ofNullable(JSONObjectUtils.getURI(json, "end_session_endpoint")),
        wantsSecretInBody(json),
        Boolean.TRUE.equals(json.get("authorization_response_iss_parameter_supported")));
  }

  private static URI required(Map<String, Object> json, String name) throws ParseException {
    URI uri = JSONObjectUtils.getURI(json, name);
    if (uri == null || !uri.isAbsolute()) {
      throw new ParseException("it has no " + name, 0);
    }
    return uri;
  }

  private static boolean wantsSecretInBody(Map<String, Object> json) {
    return json.get("token_endpoint_auth_methods_supported") instanceof List<?> methods
        && !methods.contains("client_secret_basic")
        && methods.contains("client_secret_post");
  }
}
