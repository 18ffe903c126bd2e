package dev.thermograph.engine.internal.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Gathers what the structures of a memory keep outside of it, so that they find their blocks again
 * when it is opened the next time: {@link RootReader} reads it in the same order. Not a format:
 * what one layout wrote only the same one reads. <b>Single-threaded.</b>
 */
public final class RootWriter {
  private static final int BYTES_FIRST = 4096;

  private final Addresses addresses;
  private ByteBuffer bytes = newBuffer(BYTES_FIRST);

  /** For structures in this memory. */
  public RootWriter(Space space) {
    this.addresses = space.addresses();
  }

  private static ByteBuffer newBuffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A number. */
  public void putInt(int value) {
    require(Integer.BYTES);
    bytes.putInt(value);
  }

  /** A number or a reference. */
  public void putLong(long value) {
    require(Long.BYTES);
    bytes.putLong(value);
  }

  /** An address in the memory, or 0; it is kept as a reference. */
  public void putAddress(long address) {
    putLong(address == 0 ? 0 : addresses.reference(address));
  }

  /** Bytes with their length. */
  public void putBytes(byte[] value) {
    putInt(value.length);
    require(value.length);
    bytes.put(value);
  }

  private void require(int more) {
    if (bytes.remaining() < more) {
      int length = Math.max(2 * bytes.capacity(), Math.addExact(bytes.position(), more));
      bytes = newBuffer(length).put(bytes.flip());
    }
  }

  /** Everything so far. */
  public byte[] toByteArray() {
    byte[] all = new byte[bytes.position()];
    bytes.get(0, all);
    return all;
  }
}
