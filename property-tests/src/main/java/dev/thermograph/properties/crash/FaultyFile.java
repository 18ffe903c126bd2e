package dev.thermograph.properties.crash;

import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A file whose operations are counted and may go wrong; see {@link FaultySegmentFiles}. */
final class FaultyFile implements SegmentFile {
  private final FaultySegmentFiles owner;
  private final SegmentFile file;

  FaultyFile(FaultySegmentFiles owner, SegmentFile file) {
    this.owner = owner;
    this.file = file;
  }

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public long lengthBytes() throws IOException {
    return owner.<Long>ask(OperationKind.LENGTH, name(), file::lengthBytes);
  }

  @Override
  public int read(ByteBuffer target, long offset) throws IOException {
    return owner.<Integer>ask(OperationKind.READ, name(), () -> file.read(target, offset));
  }

  @Override
  public int write(ByteBuffer source, long offset) throws IOException {
    return switch (owner.next(OperationKind.WRITE, name())) {
      case Fault.Fails(String message) -> throw failedWrite(offset, message);
      case Fault.FailsAfter(String message) -> {
        // The caller's view: the call failed, so the buffer's position has not moved.
        writeFirst(source.duplicate(), offset, source.remaining() / 2);
        throw failedWrite(offset, message);
      }
      case Fault.ShortWrite _ when source.remaining() > 1 -> {
        owner.countInjected();
        yield writeFirst(source, offset, source.remaining() / 2);
      }
      case null, default -> file.write(source, offset);
    };
  }

  @Override
  public void sync() throws IOException {
    sync(OperationKind.SYNC, file::sync);
  }

  @Override
  public void syncWithMetadata() throws IOException {
    sync(OperationKind.SYNC_WITH_METADATA, file::syncWithMetadata);
  }

  @Override
  public void close() {
    file.close();
  }

  private void sync(OperationKind kind, FaultySegmentFiles.Effect effect) throws IOException {
    @Nullable Fault fault = owner.next(kind, name());
    if (fault instanceof Fault.SyncFailsAndDrops(String message, long seed)) {
      if (!(file instanceof CrashFile crashing)) {
        throw new IllegalStateException("only crash-recording files can drop writes: " + name());
      }
      crashing.dropUnsynced(kind, seed);
      throw owner.failure("sync: file=" + name(), message);
    }
    owner.runSync(fault, "sync: file=" + name(), effect);
  }

  private int writeFirst(ByteBuffer source, long offset, int count) throws IOException {
    int limit = source.limit();
    source.limit(source.position() + count);
    try {
      return count == 0 ? 0 : file.write(source, offset);
    } finally {
      source.limit(limit);
    }
  }

  private IOException failedWrite(long offset, String message) {
    return owner.failure("write: file=" + name() + " offset=" + offset, message);
  }
}
