package dev.thermograph.properties.explore;

import dev.thermograph.wal.read.FrameCursor;
import java.nio.ByteBuffer;

/**
 * What a record was appended with, and the commit time it was given. The buffer is read only by
 * absolute index. Immutable.
 */
record Content(int tenant, byte recordType, long timestampMicros, ByteBuffer payload) {

  /** True when the cursor stands on a frame with just this in it. */
  boolean isAt(FrameCursor cursor) {
    int length = cursor.payloadBytes();
    if (length != payload.limit()
        || cursor.tenant() != tenant
        || cursor.recordType() != recordType
        || cursor.timestampMicros() != timestampMicros) {
      return false;
    }
    int at = cursor.payloadAt();
    ByteBuffer stored = cursor.frames().duplicate().limit(at + length).position(at);
    return stored.mismatch(payload) < 0;
  }
}
