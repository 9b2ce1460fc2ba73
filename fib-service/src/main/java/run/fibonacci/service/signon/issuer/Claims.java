package run.fibonacci.service.signon.issuer;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Optional;
import java.util.stream.Stream;
import run.fibonacci.service.signon.User;

/// What a token of the issuer says, found to be true.
///
/// @param all everything it says
/// @param user whom it is about
public record Claims(JWTClaimsSet all, User user) {
  private static final int LONGEST_ID = 1_000;

  static Claims of(JWTClaimsSet all, String userClaim) {
    String id =
        text(all, userClaim)
            .filter(value -> !value.isBlank() && value.length() <= LONGEST_ID)
            .orElseThrow(() ->
                Unauthorized.invalid("it does not say who the user is in its claim " + userClaim));
    String name =
        Stream.of("name", "preferred_username", "email")
            .flatMap(claim -> text(all, claim).stream())
            .filter(text -> !text.isBlank())
            .findFirst()
            .orElse(id);
    return new Claims(all, new User(all.getIssuer(), id, name));
  }

  /// The text of a claim, if it has one.
  public Optional<String> text(String claim) {
    return text(all, claim);
  }

  private static Optional<String> text(JWTClaimsSet all, String claim) {
    return all.getClaim(claim) instanceof String text ? Optional.of(text) : Optional.empty();
  }
}
