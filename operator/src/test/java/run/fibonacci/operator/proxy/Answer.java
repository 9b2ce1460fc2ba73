package run.fibonacci.operator.proxy;

import java.nio.charset.StandardCharsets;

/// What is said in the API server's stead.
///
/// @param code HTTP status
/// @param reason the reason in Kubernetes' terms: `TooManyRequests`
/// @param header one more header line, or nothing
public record Answer(int code, String reason, String header) {

  /// An answer without a header of its own.
  public Answer(int code, String reason) {
    this(code, reason, "");
  }

  byte[] http() {
    var body = status();
    return """
    HTTP/1.1 %d %s\r
    Content-Type: application/json\r
    Content-Length: %d\r
    Connection: close\r
    %s\r
    %s\
    """
        .formatted(code, reason, body.length(), header.isEmpty() ? "" : header + "\r\n", body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /// The same as an event of a watch that is open: a WebSocket's text frame (RFC 6455, 5.2).
  byte[] frame() {
    var text = "{\"type\":\"ERROR\",\"object\":" + status() + "}";
    var frame = new byte[4 + text.length()];
    frame[0] = (byte) 0x81;
    frame[1] = 126;
    frame[2] = (byte) (text.length() >> 8);
    frame[3] = (byte) text.length();
    System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, frame, 4, text.length());
    return frame;
  }

  private String status() {
    return """
    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
    "message":"said by the test's proxy","reason":"%s","code":%d}\
    """
        .formatted(reason, code);
  }
}
