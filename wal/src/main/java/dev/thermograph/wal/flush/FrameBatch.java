package dev.thermograph.wal.flush;

import dev.thermograph.wal.crypto.TenantKey;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.format.v1.FrameType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Frames that will be written together, in one direct buffer with room behind them for a PAD.
 *
 * <p>Filled under the queue's lock, then owned by the log thread until it is given back. Allocates
 * only to grow for a frame larger than its usual capacity. Hot path.
 */
final class FrameBatch {
  /** A PAD can reach over one block's end and must then fill the next block too. */
  private static final int PAD_ROOM_BYTES = 2 * FrameLayout.BLOCK_BYTES;

  private final int usualCapacityBytes;
  private final Deque<TenantKey> keys = new ArrayDeque<>();
  private ByteBuffer bytes;
  private ByteBuffer view;
  private int endOffset;
  private long lastSequence;
  private long lastTimestampMicros;
  private boolean syncWanted;
  private long syncWithinNanos;

  FrameBatch(int capacityBytes) {
    this.usualCapacityBytes = capacityBytes;
    this.bytes = allocate(capacityBytes);
    this.view = bytes.duplicate();
    clear();
  }

  private static ByteBuffer allocate(int capacityBytes) {
    return ByteBuffer.allocateDirect(capacityBytes + PAD_ROOM_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Forgets all frames; a buffer grown for one large frame is let go. */
  void clear() {
    endOffset = 0;
    lastSequence = 0;
    lastTimestampMicros = 0;
    syncWanted = false;
    syncWithinNanos = Long.MAX_VALUE;
    keys.clear();
    if (bytes.capacity() > usualCapacityBytes + PAD_ROOM_BYTES) {
      bytes = allocate(usualCapacityBytes);
      view = bytes.duplicate();
    }
  }

  /** True when a frame of this size can be added now; an empty batch takes any size. */
  boolean hasRoomFor(int frameBytes) {
    return endOffset == 0 || endOffset + frameBytes <= bytes.capacity() - PAD_ROOM_BYTES;
  }

  /** Adds a DATA frame; the caller holds the queue's lock and has checked the room. */
  void add(
      long sequence,
      long timestampMicros,
      int tenant,
      byte recordType,
      ByteBuffer payload,
      Key key) {
    int payloadBytes = payload.remaining() + key.tagBytes();
    int frameBytes = FrameLayout.frameBytes(payloadBytes);
    if (endOffset + frameBytes > bytes.capacity() - PAD_ROOM_BYTES) {
      bytes = allocate(frameBytes);
      view = bytes.duplicate();
    }
    FrameLayout.putHeader(
        bytes,
        endOffset,
        FrameType.DATA,
        payloadBytes,
        sequence,
        timestampMicros,
        tenant,
        recordType,
        key.version());
    bytes.put(
        endOffset + FrameLayout.HEADER_BYTES, payload, payload.position(), payload.remaining());
    if (key instanceof Key.Of(TenantKey tenantKey)) {
      keys.addLast(tenantKey);
    }
    endOffset += frameBytes;
    lastSequence = sequence;
    lastTimestampMicros = timestampMicros;
  }

  /** The batch has to be synced before its appenders are told anything. */
  void wantSync() {
    syncWanted = true;
  }

  /** The batch has to be synced within this time after it is written. */
  void wantSyncWithin(long nanos) {
    syncWithinNanos = Math.min(syncWithinNanos, nanos);
  }

  boolean isEmpty() {
    return endOffset == 0;
  }

  ByteBuffer bytes() {
    return bytes;
  }

  /** A duplicate of {@link #bytes()} whose position and limit may be moved freely. */
  ByteBuffer view() {
    return view;
  }

  int endOffset() {
    return endOffset;
  }

  long lastSequence() {
    return lastSequence;
  }

  long lastTimestampMicros() {
    return lastTimestampMicros;
  }

  boolean syncWanted() {
    return syncWanted;
  }

  /** Nanoseconds, or {@link Long#MAX_VALUE} when no frame asked for a sync. */
  long syncWithinNanos() {
    return syncWithinNanos;
  }

  /** The key of the next encrypted frame, in the order they were added. */
  TenantKey takeKey() {
    return keys.removeFirst();
  }

  /** How a frame's payload is to be stored. */
  sealed interface Key {
    /** Stored as it comes. */
    record Plain() implements Key {
      static final Plain INSTANCE = new Plain();
    }

    /** Encrypted under this version of the tenant's key. */
    record Of(TenantKey tenantKey) implements Key {}

    /** What the frame's header says. */
    default int version() {
      return switch (this) {
        case Plain() -> 0;
        case Of(TenantKey tenantKey) -> tenantKey.version();
      };
    }

    /** What encryption adds to the payload. */
    default int tagBytes() {
      return switch (this) {
        case Plain() -> 0;
        case Of _ -> dev.thermograph.wal.crypto.FrameCipher.TAG_BYTES;
      };
    }
  }
}
