package run.fibonacci.api.v1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Sign-on with OpenID Connect. */
@ValidationRule(
    value = "!has(self.clientSecret) || has(self.clientId)",
    message = "authentication has a clientSecret but no clientId: add the id that it belongs to")
@ValidationRule(
    value = "!has(self.clientId) || has(self.clientSecret) || has(self.cookieKey)",
    message =
        "authentication has a clientId but nothing to seal its cookies with: add clientSecret, or"
            + " for a public client cookieKey, a Secret with at least 32 random characters")
@ValidationRule(
    value = "has(self.audience) || has(self.clientId)",
    message =
        "authentication says who issues tokens but not for whom: add audience, which tokens must be"
            + " meant for, or clientId, for logging in on the page")
public record Authentication(
    @JsonPropertyDescription(
            "URL of the OpenID provider, as in the iss claim of its tokens; its configuration is"
                + " below it, at /.well-known/openid-configuration.")
        @Required
        @Size(min = 1, max = 2048)
        @ValidationRule(
            value = "self.matches('^https?://[^ ?#]+$')",
            message = "issuer is no URL: write it like https://login.example.com/realms/maths")
        String issuer,
    @JsonPropertyDescription(
            "Audience that bearer tokens must be meant for. Default: the clientId.")
        @Size(min = 1, max = 253)
        @Nullable String audience,
    @JsonPropertyDescription(
            "Client that users of the web page log in through. Absent: the page offers no login.")
        @Size(min = 1, max = 253)
        @Nullable String clientId,
    @JsonPropertyDescription("Secret of the client. The pods read it; the operator never does.")
        @Nullable ClientSecret clientSecret,
    @JsonPropertyDescription(
            "Secret that the cookies of signed-in users are sealed with, at least 32 random"
                + " characters. Default: the client's secret; a public client has none.")
        @Nullable CookieKey cookieKey,
    @JsonPropertyDescription(
            "Claim whose value tells users apart, each with a sequence of their own. Default: sub.")
        @Size(min = 1, max = 253)
        @Nullable String userClaim,
    @JsonPropertyDescription(
            "Whether who is not signed in has a sequence too, by session key: allow or refuse."
                + " Default: refuse.")
        @Size(max = 40)
        @ValidationRule(
            value = "self in ['allow', 'refuse']",
            messageExpression = "'anonymous ' + self + ' is unknown: write allow or refuse'")
        @Nullable String anonymous) {

  /** A key of a Secret in the namespace of the service. */
  public record ClientSecret(
      @JsonPropertyDescription("Name of the Secret.") @Required @Size(min = 1, max = 253)
          String name,
      @JsonPropertyDescription("Key of the client's secret. Default: client-secret.")
          @Size(min = 1, max = 253)
          @Nullable String key) {}

  /** A key of a Secret in the namespace of the service. */
  public record CookieKey(
      @JsonPropertyDescription("Name of the Secret.") @Required @Size(min = 1, max = 253)
          String name,
      @JsonPropertyDescription("Key of the characters. Default: cookie-key.")
          @Size(min = 1, max = 253)
          @Nullable String key) {}
}
