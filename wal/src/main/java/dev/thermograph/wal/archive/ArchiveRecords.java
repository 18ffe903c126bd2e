package dev.thermograph.wal.archive;

import dev.thermograph.error.ThermographException;
import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.error.ArchiveRefusedException;
import dev.thermograph.wal.error.LogCorruptedException;
import dev.thermograph.wal.error.LogIoException;
import dev.thermograph.wal.error.TenantKeyMissingException;
import dev.thermograph.wal.read.PayloadReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Records of an archive in order of sequence.
 *
 * <p>A cursor: {@link #next} moves, the accessors and {@link #payload} are those of the current
 * record until the next move. One file is open at a time; memory is a window, or the largest
 * record. Each record is checked before it is delivered.
 *
 * <p><b>Single-threaded.</b>
 */
public final class ArchiveRecords implements AutoCloseable {
  private final FrameSource source;
  private final PayloadReader payloads;
  private long saltOfSegment;
  private @Nullable ThermographException failure;

  ArchiveRecords(FrameSource source, KeyProvider keys) {
    this.source = source;
    this.payloads = new PayloadReader(keys);
  }

  /**
   * Moves to the next record. After a failure every call fails the same way.
   *
   * @return false behind the last one
   * @throws ArchiveRefusedException when a file is damaged, changed or missing
   * @throws LogIoException when it could not be read
   */
  public boolean next() {
    ThermographException first = failure;
    if (first != null) {
      throw first;
    }
    try {
      return source.next();
    } catch (IOException e) {
      throw failed(new LogIoException("reading the archive failed", e));
    } catch (ThermographException e) {
      throw failed(e);
    }
  }

  private ThermographException failed(ThermographException cause) {
    failure = cause;
    source.close();
    return cause;
  }

  /** Sequence of the current record. */
  public long sequence() {
    return source.cursor().sequence();
  }

  /** Commit time of the current record in microseconds since 1970-01-01T00:00Z. */
  public long timestampMicros() {
    return source.cursor().timestampMicros();
  }

  /** Tenant number of the current record. */
  public int tenant() {
    return source.cursor().tenant();
  }

  /** What its appender said the payload is. */
  public byte recordType() {
    return source.cursor().recordType();
  }

  /** True when the payload is stored encrypted. */
  public boolean isEncrypted() {
    return source.cursor().keyVersion() != 0;
  }

  /**
   * The payload, plain; valid until the next move. Use the returned buffer's position and limit.
   *
   * @throws TenantKeyMissingException when it is encrypted and its key is not to be had
   * @throws LogCorruptedException when its key does not open it
   */
  public ByteBuffer payload() {
    ArchivedSegment archived = source.archived();
    if (archived.number() != saltOfSegment) {
      payloads.beginFile(archived.name(), archived.header().salt());
      saltOfSegment = archived.number();
    }
    return payloads.payload(source.cursor());
  }

  /** Idempotent. */
  @Override
  public void close() {
    source.close();
  }
}
