package run.fibonacci.service.signon.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.Base64;
import java.util.concurrent.CompletionStage;
import run.fibonacci.service.SignOnSettings;
import run.fibonacci.service.SignOnSettings.Client;
import run.fibonacci.service.signon.issuer.Endpoints;
import run.fibonacci.service.signon.issuer.Web;

/// Gets the ID token for the code that a browser brought from the issuer (OpenID Connect Core 1.0,
/// section 3.1.3).
@Singleton
@Requires(property = SignOnSettings.SIGN_IN)
final class CodeExchange {
  private final Client client;
  private final Web web;

  CodeExchange(SignOnSettings settings, Web web) {
    client = settings.client().orElseThrow();
    this.web = web;
  }

  /// The issuer did not take the code.
  static final class Refused extends RuntimeException {
    Refused(String why) {
      super(why, null, false, false);
    }
  }

  /// The ID token, not yet checked.
  CompletionStage<String> idToken(Endpoints endpoints, Attempt attempt, String code) {
    var form =
        new Form()
            .with("grant_type", "authorization_code")
            .with("code", code)
            .with("redirect_uri", attempt.redirect())
            .with("code_verifier", attempt.verifier());
    var request =
        HttpRequest.newBuilder(endpoints.token())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json");
    if (client.secret().isPresent() && !endpoints.secretInBody()) {
      request.header("Authorization", basic(client.secret().get()));
    } else {
      form.with("client_id", client.id());
      client.secret().ifPresent(secret -> form.with("client_secret", secret));
    }
    return web.send(request.POST(BodyPublishers.ofString(form.body())))
        .thenApply(CodeExchange::read);
  }

  /// RFC 6749, section 2.3.1: both are encoded like a form first.
  private String basic(String secret) {
    String both = Form.encode(client.id()) + ":" + Form.encode(secret);
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
  }

  private static String read(HttpResponse<String> response) {
    if (response.statusCode() >= 500) {
      throw new IllegalStateException("the token endpoint answers " + response.statusCode());
    }
    if (response.statusCode() != 200) {
      throw new Refused("the token endpoint answers " + response.statusCode());
    }
    try {
      String token = JSONObjectUtils.getString(JSONObjectUtils.parse(response.body()), "id_token");
      if (token == null) {
        throw new Refused("the token endpoint gives no ID token");
      }
      return token;
    } catch (ParseException e) {
      throw new Refused("the token endpoint does not answer with JSON");
    }
  }
}
