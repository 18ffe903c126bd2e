package dev.thermograph.properties.explore;

import dev.thermograph.properties.crash.CrashRecordingFiles;
import dev.thermograph.wal.flush.SteppedLog;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notes what was promised while an era is lived. Is the probe of the era's files, so that what the
 * barrier says is noted before and after each operation. <b>Single-threaded.</b>
 */
final class EraRecorder implements LongSupplier {
  private final NavigableMap<Integer, RecordTable> tables = new TreeMap<>();
  private final NavigableMap<Integer, Long> floors = new TreeMap<>();
  private int askedCount;
  private long acked;
  private @Nullable SteppedLog log;

  /** Begins with what the disk has to keep from before. */
  EraRecorder(Expectation base) {
    tables.put(0, base.table());
    floors.put(0, base.floor());
    acked = base.acked();
  }

  /** Asked twice for each operation. */
  @Override
  public long getAsLong() {
    askedCount++;
    return acked();
  }

  /** Everything up to this sequence was reported as durable or refused. */
  long acked() {
    if (log != null) {
      acked = Math.max(acked, log.durableSequence());
    }
    return acked;
  }

  /** How many operations have taken effect. */
  private int position() {
    return askedCount / 2;
  }

  /** A process has opened the log: from here on only this table holds. */
  void opened(SteppedLog newLog, RecordTable table) {
    log = newLog;
    tables.put(position(), table);
  }

  /** The process is gone; its promises stay. */
  void left() {
    acked = acked();
    log = null;
  }

  RecordTable table() {
    return tables.lastEntry().getValue();
  }

  void raiseFloor(long floor) {
    floors.put(position(), floor);
  }

  long floor() {
    return floors.lastEntry().getValue();
  }

  Era finish(CrashRecordingFiles disk) {
    return new Era(disk.timeline(), tables, floors);
  }
}
