package run.fibonacci.service.number;

import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Compresses pieces of text as they come (RFC 1952).
///
/// Digits repeat nothing, so that a search for repetitions is lost on them: with the Huffman code
/// alone they shrink to 0.44, at ten times the speed of the usual level.
final class Gzip implements Iterator<byte[]>, AutoCloseable {
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private final Iterator<byte[]> pieces;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final CRC32 checksum = new CRC32();
  private final byte[] buffer = new byte[16 * 1024];
  private boolean started;

  Gzip(Iterator<byte[]> pieces) {
    this.pieces = pieces;
    deflater.setStrategy(Deflater.HUFFMAN_ONLY);
  }

  @Override
  public boolean hasNext() {
    return !started || pieces.hasNext();
  }

  @Override
  public byte[] next() {
    var compressed = new ByteArrayOutputStream(buffer.length);
    if (!started) {
      compressed.writeBytes(HEADER);
      started = true;
    }
    byte[] piece = pieces.next();
    checksum.update(piece);
    deflater.setInput(piece);
    boolean last = !pieces.hasNext();
    if (last) {
      deflater.finish();
    }
    while (last ? !deflater.finished() : !deflater.needsInput()) {
      compressed.write(buffer, 0, deflater.deflate(buffer));
    }
    if (last) {
      putInt(compressed, checksum.getValue());
      putInt(compressed, deflater.getBytesRead());
    }
    return compressed.toByteArray();
  }

  private static void putInt(ByteArrayOutputStream target, long value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      target.write((int) (value >>> shift));
    }
  }

  /// Gives back the memory outside the heap, also when not all was read.
  @Override
  public void close() {
    deflater.end();
  }
}
