package dev.thermograph.engine.internal.memory;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads what a {@link RootWriter} gathered, in the same order.
 *
 * <p>The bytes were found to be those of a clean close; what does not fit all the same is a mistake
 * of ours, and an exception of any kind, upon which the memory is built again.
 * <b>Single-threaded.</b>
 */
public final class RootReader {
  private final Space space;
  private final ByteBuffer bytes;

  /** For structures in this memory. */
  public RootReader(Space space, byte[] roots) {
    this.space = space;
    this.bytes = ByteBuffer.wrap(roots).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A number. */
  public int getInt() {
    return bytes.getInt();
  }

  /** A number that is neither negative nor more than there can be things in the bytes left. */
  public int getCount() {
    int count = bytes.getInt();
    if (count < 0 || count > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    return count;
  }

  /** A number or a reference. */
  public long getLong() {
    return bytes.getLong();
  }

  /** The address that was put, where the memory is now; 0 when that was. */
  public long getAddress() {
    long reference = bytes.getLong();
    return reference == 0 ? 0 : space.address(reference);
  }

  /** Bytes with their length. */
  public byte[] getBytes() {
    byte[] value = new byte[getCount()];
    bytes.get(value);
    return value;
  }

  /** Throws when something was left. */
  public void requireEnd() {
    if (bytes.hasRemaining()) {
      throw new IllegalStateException("roots were not read to the end: bytes=" + bytes.remaining());
    }
  }
}
