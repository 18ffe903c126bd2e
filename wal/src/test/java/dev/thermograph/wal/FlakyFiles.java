package dev.thermograph.wal;

import dev.thermograph.wal.segment.MemorySegmentFiles;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Files that fail, or wait, when they are told to. */
public final class FlakyFiles implements SegmentFiles {
  private final SegmentFiles inner;
  private final MemorySegmentFiles device = MemorySegmentFiles.create();
  private volatile @Nullable String failWrites;
  private volatile @Nullable String failSyncs;
  private volatile @Nullable String failCreates;
  private volatile @Nullable String failRenamesOf;
  private volatile boolean renamesTakeEffect;
  private final AtomicInteger failedRenames = new AtomicInteger();
  private volatile boolean listsAreBroken;
  private volatile int shortWriteBytes = Integer.MAX_VALUE;
  private final AtomicInteger creates = new AtomicInteger();
  private final Semaphore createPermits = new Semaphore(Integer.MAX_VALUE / 2);
  private final Semaphore syncPermits = new Semaphore(Integer.MAX_VALUE / 2);

  public FlakyFiles(SegmentFiles inner) {
    this.inner = inner;
  }

  public void failWrites(@Nullable String message) {
    failWrites = message;
  }

  public void failSyncs(@Nullable String message) {
    failSyncs = message;
  }

  public void failCreates(@Nullable String message) {
    failCreates = message;
  }

  /** Renaming this file fails, perhaps after it has happened. */
  public void failRenamesOf(@Nullable String source, boolean takeEffect) {
    renamesTakeEffect = takeEffect;
    failRenamesOf = source;
  }

  public int failedRenameCount() {
    return failedRenames.get();
  }

  /** Listing fails with an exception that nobody expects of it. */
  public void breakLists() {
    listsAreBroken = true;
  }

  /** No write takes more bytes than this at once. */
  public void shortenWrites(int bytes) {
    shortWriteBytes = bytes;
  }

  /** Every further sync waits for {@link #releaseSyncs}. */
  public void holdSyncs() {
    syncPermits.drainPermits();
  }

  public void releaseSyncs() {
    syncPermits.release(Integer.MAX_VALUE / 2);
  }

  /** Every further creation of a file waits for {@link #releaseCreates}. */
  public void holdCreates() {
    createPermits.drainPermits();
  }

  public void releaseCreates() {
    createPermits.release(Integer.MAX_VALUE / 2);
  }

  /** True while somebody waits in making a file. */
  public boolean isCreateHeld() {
    return createPermits.hasQueuedThreads();
  }

  /** How many creations were begun, those included that wait. */
  public int createCount() {
    return creates.get();
  }

  /** What reading past the cache shows of a file. */
  public void deviceHolds(String name, byte[] content) {
    try (SegmentFile file = device.create(name)) {
      file.writeFully(ByteBuffer.wrap(content), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public SegmentFile openFromDevice(String name) throws IOException {
    return device.list().contains(name) ? device.openForReading(name) : inner.openForReading(name);
  }

  private static void failIf(@Nullable String message) throws IOException {
    if (message != null) {
      throw new IOException(message);
    }
  }

  @Override
  public String describe() {
    return "flaky " + inner.describe();
  }

  @Override
  public List<String> list() throws IOException {
    if (listsAreBroken) {
      throw new IllegalStateException("list is broken");
    }
    return inner.list();
  }

  @Override
  public SegmentFile create(String name) throws IOException {
    creates.incrementAndGet();
    createPermits.acquireUninterruptibly();
    failIf(failCreates);
    return new Flaky(inner.create(name));
  }

  @Override
  public SegmentFile open(String name) throws IOException {
    return new Flaky(inner.open(name));
  }

  @Override
  public SegmentFile openForReading(String name) throws IOException {
    return inner.openForReading(name);
  }

  @Override
  public void rename(String source, String target) throws IOException {
    boolean fails = source.equals(failRenamesOf);
    if (!fails || renamesTakeEffect) {
      inner.rename(source, target);
    }
    if (fails) {
      failedRenames.incrementAndGet();
      throw new IOException("rename failed");
    }
  }

  @Override
  public void delete(String name) throws IOException {
    inner.delete(name);
  }

  @Override
  public void syncDirectory() throws IOException {
    inner.syncDirectory();
  }

  @Override
  public void close() {
    inner.close();
  }

  private final class Flaky implements SegmentFile {
    private final SegmentFile file;

    Flaky(SegmentFile file) {
      this.file = file;
    }

    @Override
    public String name() {
      return file.name();
    }

    @Override
    public long lengthBytes() throws IOException {
      return file.lengthBytes();
    }

    @Override
    public int write(ByteBuffer source, long offset) throws IOException {
      failIf(failWrites);
      int limit = source.limit();
      try {
        source.limit(Math.min(limit, source.position() + shortWriteBytes));
        return file.write(source, offset);
      } finally {
        source.limit(limit);
      }
    }

    @Override
    public int read(ByteBuffer target, long offset) throws IOException {
      return file.read(target, offset);
    }

    @Override
    public void sync() throws IOException {
      syncPermits.acquireUninterruptibly();
      failIf(failSyncs);
      file.sync();
    }

    @Override
    public void syncWithMetadata() throws IOException {
      failIf(failSyncs);
      file.syncWithMetadata();
    }

    @Override
    public void close() {
      file.close();
    }
  }
}
