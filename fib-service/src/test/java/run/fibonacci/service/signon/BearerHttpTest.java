package run.fibonacci.service.signon;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import run.fibonacci.service.RunningService;

/// Bearer tokens, where nobody may be anonymous.
final class BearerHttpTest {
  private static OidcServer issuer;
  private static RunningService service;

  private final String user = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    issuer = OidcServer.start();
    service = RunningService.start(issuer.environment());
  }

  @AfterAll
  static void stop() {
    service.close();
    issuer.close();
  }

  @Test
  void aUserHasOneSequenceOnEveryDevice() {
    assertThat(next(issuer.token(user)).body()).isEqualTo("{\"index\":0,\"value\":\"0\"}");
    String otherDevice = issuer.token(user, claims -> claims.claim("device", "phone"));
    assertThat(next(otherDevice).body()).isEqualTo("{\"index\":1,\"value\":\"1\"}");
    assertThat(service.get("/sequence", "Authorization", bearer(otherDevice)).body())
        .contains("\"next\":2");
  }

  @Test
  void anotherUserHasAnotherSequence() {
    next(issuer.token(user));
    assertThat(next(issuer.token(user + "2")).body()).contains("\"index\":0");
  }

  @Test
  void nothingIsHandedBackToAUser() {
    assertThat(next(issuer.token(user)).headers().map())
        .doesNotContainKeys("session-key", "set-cookie", "www-authenticate");
  }

  @Test
  void theSchemeMayBeWrittenInAnyCase() {
    assertThat(service.post("/sequence/next", "Authorization", "bearer " + issuer.token(user)))
        .returns(200, HttpResponse::statusCode);
  }

  @Test
  void anAccessTokenMaySayThatItIsOne() {
    String token =
        OidcServer.sign(issuer.claims(user).build(), issuer.key(), new JOSEObjectType("at+jwt"));
    expectAccepted(token);
  }

  @Test
  void oneAudienceOfSeveralIsEnough() {
    String token =
        issuer.token(user, claims -> claims.audience(List.of("other", OidcServer.AUDIENCE)));
    expectAccepted(token);
  }

  @Test
  void clocksMayBeApartALittle() {
    expectAccepted(issuer.token(user, claims -> claims.expirationTime(in(-10))));
    expectAccepted(issuer.token(user, claims -> claims.notBeforeTime(in(10))));
  }

  @Test
  void aTokenForAnotherAudienceIsRefused() {
    expectInvalid(issuer.token(user, claims -> claims.audience("other")), "aud claim");
    expectInvalid(issuer.token(user, claims -> claims.audience((String) null)), "aud claim");
  }

  @Test
  void anExpiredTokenIsRefused() {
    expectInvalid(issuer.token(user, claims -> claims.expirationTime(in(-60))), "Expired");
  }

  @Test
  void aTokenThatNeverExpiresIsRefused() {
    expectInvalid(issuer.token(user, claims -> claims.expirationTime(null)), "exp");
  }

  @Test
  void aTokenForLaterIsRefused() {
    expectInvalid(issuer.token(user, claims -> claims.notBeforeTime(in(60))), "before use time");
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() {
    expectInvalid(issuer.token(user, claims -> claims.issuer("https://other")), "iss");
  }

  @Test
  void aTokenThatSaysNotWhoIsRefused() {
    expectInvalid(issuer.token(user, claims -> claims.subject(null)), "claim sub");
    expectInvalid(issuer.token(" "), "claim sub");
  }

  @Test
  void aTokenWithoutSignatureIsRefused() {
    String unsigned = new PlainJWT(issuer.claims(user).build()).serialize();
    expectInvalid(unsigned, "no signed JSON Web Token");
  }

  @Test
  void aTokenSignedByThePublicKeyAsASecretIsRefused() throws JOSEException {
    var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(issuer.key().getKeyID()).build();
    var token = new SignedJWT(header, issuer.claims(user).build());
    token.sign(new MACSigner(issuer.key().toPublicKey().getEncoded()));
    expectInvalid(token.serialize(), "signed by HS256");
  }

  @Test
  void aTokenSignedByAnotherKeyIsRefusedWhateverItsKeyIsCalled() throws JOSEException {
    var other = new RSAKeyGenerator(2048).keyID(issuer.key().getKeyID()).generate();
    expectInvalid(OidcServer.sign(issuer.claims(user).build(), other, JOSEObjectType.JWT), "keys");
    var unknown = new RSAKeyGenerator(2048).keyID("unknown").generate();
    expectInvalid(
        OidcServer.sign(issuer.claims(user).build(), unknown, JOSEObjectType.JWT), "keys");
  }

  @Test
  void aTokenWhoseClaimsWereChangedIsRefused() {
    String[] mine = issuer.token(user).split("\\.", -1);
    String[] other = issuer.token("other").split("\\.", -1);
    expectInvalid(mine[0] + "." + other[1] + "." + mine[2], "keys");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "a.b.c",
        "e30.e30.",
        ".....",
        "eyJhbGciOiJkaXIifQ.a.b.c.d",
        "eyJhbGciOiJSUzI1NiJ9.e30.e30"
      })
  void whatIsNoTokenIsRefused(String text) {
    expectInvalid(text, "");
  }

  @Test
  void anotherSchemeIsToldTheRightOne() {
    HttpResponse<String> response = service.post("/sequence/next", "Authorization", "Basic dTpw");
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).contains("no bearer token");
  }

  @Test
  void whoIsAnonymousIsRefused() {
    for (HttpResponse<String> response :
        List.of(
            service.post("/sequence/next"),
            service.get("/sequence"),
            service.delete("/sequence"),
            service.post("/sequence/next", "Session-Key", user),
            service.post("/sequence/next", "Cookie", "session-key=" + user))) {
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.headers().firstValue("Content-Type"))
          .hasValue("application/problem+json");
      assertThat(response.headers().firstValue("WWW-Authenticate"))
          .hasValue("Bearer realm=\"fibonacci\"");
      assertThat(response.body()).contains("send a bearer token of " + issuer.issuer());
      assertThat(response.headers().map()).doesNotContainKeys("session-key", "set-cookie");
    }
  }

  @Test
  void aTokenAndASessionKeyAreOneTooMany() {
    HttpResponse<String> response =
        service.post(
            "/sequence/next", "Authorization", bearer(issuer.token(user)), "Session-Key", "k");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("two-callers").contains("leave out one of them");
    assertThat(next(issuer.token(user)).body()).contains("\"index\":0");
  }

  @Test
  void numbersNeedNoSignOn() {
    assertThat(service.get("/fibonacci/7", "Authorization", "Bearer nonsense").statusCode())
        .isEqualTo(200);
    assertThat(service.get("/fibonacci/7").body()).contains("13");
  }

  @Test
  void anotherClaimCanTellUsersApart() {
    var environment = new HashMap<>(issuer.environment());
    environment.put("FIBONACCI_AUTHENTICATION_USER_CLAIM", "email");
    try (var byEmail = RunningService.start(environment)) {
      String token = issuer.token("one", claims -> claims.claim("email", user + "@example.com"));
      String other = issuer.token("two", claims -> claims.claim("email", user + "@example.com"));
      String none = issuer.token("one");
      assertThat(byEmail.post("/sequence/next", "Authorization", bearer(token)).body())
          .contains("\"index\":0");
      assertThat(byEmail.post("/sequence/next", "Authorization", bearer(other)).body())
          .contains("\"index\":1");
      assertThat(byEmail.post("/sequence/next", "Authorization", bearer(none)).body())
          .contains("does not say who the user is in its claim email");
    }
  }

  @Test
  void anonymousCallersHaveSequencesByKeyWhereTheyAreAllowed() {
    var environment = new HashMap<>(issuer.environment());
    environment.put("FIBONACCI_AUTHENTICATION_ANONYMOUS", "allow");
    try (var open = RunningService.start(environment)) {
      assertThat(open.post("/sequence/next", "Session-Key", user).body()).contains("\"index\":0");
      assertThat(open.post("/sequence/next", "Session-Key", user).body()).contains("\"index\":1");
      String[] signedOn = {"Authorization", bearer(issuer.token(user))};
      assertThat(open.post("/sequence/next", signedOn).body()).contains("\"index\":0");
      assertThat(open.post("/sequence/next").headers().firstValue("Session-Key")).isPresent();
      // A token that fails never turns its sender into someone anonymous.
      assertThat(open.post("/sequence/next", "Authorization", "Bearer x").statusCode())
          .isEqualTo(401);
    }
  }

  private static void expectInvalid(String token, String why) {
    HttpResponse<String> response = next(token);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(401);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"fibonacci\", error=\"invalid_token\"");
    assertThat(response.body()).contains("the bearer token is refused: ").contains(why);
  }

  private static void expectAccepted(String token) {
    HttpResponse<String> response = next(token);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private static HttpResponse<String> next(String token) {
    return service.post("/sequence/next", "Authorization", bearer(token));
  }

  private static String bearer(String token) {
    return "Bearer " + token;
  }

  private static Date in(int seconds) {
    return Date.from(Instant.now().plus(Duration.ofSeconds(seconds)));
  }
}
