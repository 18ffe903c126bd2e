package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.engine.internal.kind.BoundSchema;
import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.schema.SchemaCatalog;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import dev.thermograph.engine.internal.tenancy.HotTenants;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * A tenant over a log in memory, written without a transaction's checks: a test writes only what is
 * valid.
 */
final class TestTenant implements AutoCloseable {
  static final int NUMBER = 7;

  private static final int COMMIT_BYTES_MAX = 1 << 20;

  private static final LogOptions OPTIONS =
      LogOptions.defaults().withSegmentBytes(2 * COMMIT_BYTES_MAX).withPreparedSegmentCountMax(0);

  private final WriteAheadLog log = WriteAheadLog.open(MemorySegmentFiles.create(), OPTIONS);
  private final HotTenant hot = HotTenants.open(NUMBER, log, new ArenaExtents(), COMMIT_BYTES_MAX);
  private final BoundSchema schema;
  private final ElementIds ids = new ElementIds(NUMBER);
  private int namesInLog;
  private int nextNode;
  private int nextEdge;

  TestTenant(Schema schema) {
    this.schema = BoundSchema.of(schema, SchemaCatalog.EMPTY.apply(schema), hot.keys());
  }

  /** Makes one commit and returns its sequence. */
  long commit(Consumer<TestCommit> changes) {
    return hot.commit(
        writer -> {
          changes.accept(new TestCommit(this, writer));
          writeNames(writer);
        },
        Durability.none());
  }

  private void writeNames(CommitWriter writer) {
    int count = hot.keys().count();
    if (count > namesInLog) {
      writer.names(namesInLog, hot.keys().namesFrom(namesInLog));
      namesInLog = count;
    }
  }

  /** What {@link #commit} will return, if it has anything to commit. */
  long nextSequence() {
    return log.lastSequence() + 1;
  }

  int takeNode() {
    return nextNode++;
  }

  int takeEdge() {
    return nextEdge++;
  }

  HotTenant hot() {
    return hot;
  }

  BoundSchema schema() {
    return schema;
  }

  ElementIds ids() {
    return ids;
  }

  /** A view of the newest commit. */
  PinnedView open() {
    return new PinnedView(hot.open(), schema, ids, ALL_RETAINED);
  }

  /** A view of the past. */
  PinnedView openAt(long sequence) {
    return new PinnedView(hot.openAt(sequence), schema, ids, ALL_RETAINED);
  }

  /** Every kind from the first commit on; a commit was made as many seconds after 1970 as it is. */
  static final RetainedPast ALL_RETAINED =
      new RetainedPast() {
        @Override
        public KnownCommits commitsUpTo(long sequence) {
          throw new AssertionError("sequence=" + sequence);
        }

        @Override
        public Instant committedAt(long sequence) {
          return Instant.ofEpochSecond(sequence);
        }

        @Override
        public long firstRetained(int kind) {
          return 0;
        }

        @Override
        public long firstRetainedOfAll() {
          return 0;
        }
      };

  @Override
  public void close() {
    hot.close();
    log.close();
  }
}
