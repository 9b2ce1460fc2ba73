package run.fibonacci.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the service sends as its password, seen by a server that asks for one in clear text.
final class IamLoginTest {
  private static final int CLEARTEXT_PASSWORD = 3;

  @BeforeEach
  void giveCredentials() {
    System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
    System.setProperty("aws.secretAccessKey", "not a real secret");
  }

  @AfterEach
  void takeCredentialsAway() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @Test
  void thePasswordIsATokenSignedForThisServerAndUser() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var password = CompletableFuture.supplyAsync(() -> askForPassword(server));
      int port = server.getLocalPort();
      try (var service =
          RunningService.start(
              Map.of(
                  "FIBONACCI_STORE", "postgresql",
                  "FIBONACCI_DATABASE_HOST", "127.0.0.1",
                  "FIBONACCI_DATABASE_PORT", String.valueOf(port),
                  "FIBONACCI_DATABASE_USERNAME", "fleet",
                  "FIBONACCI_DATABASE_SSL_MODE", "disable",
                  "FIBONACCI_DATABASE_IAM_REGION", "eu-west-1"))) {
        assertThat(password.get(30, TimeUnit.SECONDS))
            .startsWith("127.0.0.1:" + port + "/?DBUser=fleet&Action=connect&")
            .contains("X-Amz-Credential=AKIDEXAMPLE%2F", "%2Feu-west-1%2Frds-db%2Faws4_request")
            .containsPattern("X-Amz-Signature=[0-9a-f]{64}");
        assertThat(service.get("/fibonacci/7").statusCode()).isEqualTo(200);
      }
    }
  }

  /// The first messages of PostgreSQL's protocol (Message Formats): StartupMessage,
  /// AuthenticationCleartextPassword, PasswordMessage.
  private static String askForPassword(ServerSocket server) {
    try (var connection = server.accept()) {
      var in = new DataInputStream(connection.getInputStream());
      var out = new DataOutputStream(connection.getOutputStream());
      in.readNBytes(in.readInt() - Integer.BYTES);
      out.writeByte('R');
      out.writeInt(2 * Integer.BYTES);
      out.writeInt(CLEARTEXT_PASSWORD);
      out.flush();
      assertThat(in.readByte()).isEqualTo((byte) 'p');
      byte[] message = in.readNBytes(in.readInt() - Integer.BYTES);
      return new String(message, 0, message.length - 1, UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
