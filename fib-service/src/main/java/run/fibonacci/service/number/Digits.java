package run.fibonacci.service.number;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.List;

/// Writes answers that hold numbers. The digits go into the JSON as the bytes they are: numbers of
/// millions of digits are copied once, and nothing in them ever needs an escape.
public final class Digits {
  /// What comes behind the digits of one number.
  static final String AFTER = "\"}";

  private Digits() {}

  /// What comes before the digits of one number.
  static String before(long index) {
    return "{\"index\":" + index + ",\"value\":\"";
  }

  /// `{"index":7,"value":"13"}`
  public static byte[] json(long index, byte[] value) {
    return concatenated(before(index), value, AFTER);
  }

  /// `{"index":7,"value":"13","next":8}`
  public static byte[] json(long index, byte[] value, long next) {
    return concatenated(
        "{\"index\":" + index + ",\"value\":\"", value, "\",\"next\":" + next + "}");
  }

  /// `{"next":0}`
  public static byte[] json(long next) {
    return ("{\"next\":" + next + "}").getBytes(US_ASCII);
  }

  /// `{"from":7,"values":["13","21"]}`
  public static byte[] json(long from, List<byte[]> values) {
    var json = new ByteArrayOutputStream(values.stream().mapToInt(v -> v.length + 3).sum() + 64);
    json.writeBytes(("{\"from\":" + from + ",\"values\":[").getBytes(US_ASCII));
    String before = "\"";
    for (byte[] value : values) {
      json.writeBytes(before.getBytes(US_ASCII));
      json.writeBytes(value);
      before = "\",\"";
    }
    json.writeBytes("\"]}".getBytes(US_ASCII));
    return json.toByteArray();
  }

  static byte[] concatenated(String head, byte[] value, String tail) {
    byte[] start = head.getBytes(US_ASCII);
    byte[] end = tail.getBytes(US_ASCII);
    byte[] all = new byte[start.length + value.length + end.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(value, 0, all, start.length, value.length);
    System.arraycopy(end, 0, all, start.length + value.length, end.length);
    return all;
  }
}
