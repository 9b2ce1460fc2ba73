package run.fibonacci.service.signon.issuer;

import com.nimbusds.jose.jwk.JWKSet;
import java.time.Instant;

/// The issuer as it was at a moment.
public record IssuerState(Endpoints endpoints, JWKSet keys, Instant seen) {}
