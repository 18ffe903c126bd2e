package dev.thermograph.properties.fuzz;

import dev.thermograph.properties.crash.Fault;
import dev.thermograph.properties.crash.FaultPlan;
import dev.thermograph.properties.crash.FaultySegmentFiles;
import dev.thermograph.properties.crash.OperationKind;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.archive.SegmentArchiver;
import dev.thermograph.wal.error.AppendRefusedException;
import dev.thermograph.wal.flush.AppendReceipt;
import dev.thermograph.wal.flush.LogClock;
import dev.thermograph.wal.flush.RetentionFloor;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes the seeds of the corpus: small real logs, one per thing that a log can go through. Large
 * payloads are zeros, which a {@link Bundle} does not store.
 *
 * <p>The seeds are kept in the repository; run {@link #main} when the format has a new version.
 */
final class FuzzSeeds {
  private static final int LARGE_BYTES = 20_000;
  private static final LogClock STILL =
      new LogClock() {
        @Override
        public long epochMicros() {
          return 1_700_000_000_000_000L;
        }

        @Override
        public long nanoTime() {
          return System.nanoTime();
        }
      };

  private FuzzSeeds() {}

  /**
   * Writes the seeds.
   *
   * @param arguments the directory
   */
  public static void main(String[] arguments) throws Exception {
    for (var seed : all().entrySet()) {
      Files.write(Path.of(arguments[0], seed.getKey() + ".bin"), seed.getValue().encode());
    }
  }

  static Map<String, Bundle> all() throws IOException, InterruptedException {
    Map<String, Bundle> seeds = new TreeMap<>();
    MemorySegmentFiles closed = MemorySegmentFiles.create();
    use(closed, log -> put(log, 3, 1, 40));
    seeds.put("closed", bundle(closed));
    seeds.put("torn", torn(closed));
    use(closed, log -> put(log, 2, 2, 10));
    seeds.put("reopened", bundle(closed));
    MemorySegmentFiles encrypted = MemorySegmentFiles.create();
    use(encrypted, log -> put(log, 3, 3, 30));
    seeds.put("encrypted", bundle(encrypted));
    seeds.put("unsynced", unsynced());
    seeds.put("voided", voided());
    MemorySegmentFiles rotated = MemorySegmentFiles.create();
    use(rotated, log -> put(log, 12, 1, LARGE_BYTES));
    seeds.put("rotated", bundle(rotated));
    MemorySegmentFiles recycled = MemorySegmentFiles.create();
    use(recycled, FuzzSeeds::recycle);
    seeds.put("recycled", bundle(recycled));
    seeds.put("archived", archived());
    return seeds;
  }

  private interface Use {
    void of(WriteAheadLog log);
  }

  private static void use(SegmentFiles files, Use use) {
    SegmentFiles reopened = files instanceof MemorySegmentFiles memory ? memory.reopen() : files;
    try (WriteAheadLog log = WriteAheadLog.open(reopened, options())) {
      use.of(log);
    }
  }

  private static LogOptions options() {
    return LogOptions.defaults()
        .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
        .withPreparedSegmentCountMax(0)
        .withTrailerAfter(Duration.ofMinutes(1))
        .withKeys(FuzzKeys.INSTANCE)
        .withClock(STILL)
        .withRandom(new Random(7));
  }

  private static void put(WriteAheadLog log, int count, int tenant, int payloadBytes) {
    for (int record = 0; record < count; record++) {
      log.appendAndAwait(tenant, (byte) 1, ByteBuffer.allocate(payloadBytes));
    }
  }

  /** The last group of a closed log cut in its middle, and no CLOSE. */
  private static Bundle torn(MemorySegmentFiles closed) throws IOException {
    Bundle torn = bundle(closed);
    byte[] content = torn.entries().getFirst().content;
    java.util.Arrays.fill(content, 3 * Bundle.BLOCK_BYTES + 64, content.length, (byte) 0);
    return torn;
  }

  private static Bundle unsynced() throws IOException {
    MemorySegmentFiles files = MemorySegmentFiles.create();
    WriteAheadLog log = WriteAheadLog.open(files, options());
    AppendReceipt receipt = new AppendReceipt();
    for (int record = 0; record < 5; record++) {
      log.append(1, (byte) 1, ByteBuffer.allocate(100), Durability.none(), receipt);
    }
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    Bundle killed = bundle(files);
    log.close();
    return killed;
  }

  private static Bundle voided() throws IOException {
    MemorySegmentFiles files = MemorySegmentFiles.create();
    FaultySegmentFiles faulty = new FaultySegmentFiles(files, FaultPlan.none());
    use(
        faulty,
        log -> {
          put(log, 1, 1, 10);
          long next = faulty.operationCount(OperationKind.WRITE) + 1;
          faulty.setPlan(FaultPlan.at(OperationKind.WRITE, next, Fault.DISK_FULL_HALF_WAY));
          try {
            put(log, 1, 1, LARGE_BYTES);
          } catch (AppendRefusedException e) {
            put(log, 1, 1, 10);
          }
        });
    return bundle(files);
  }

  private static void recycle(WriteAheadLog log) {
    RetentionFloor floor = log.retainFrom("seed", 1);
    put(log, 12, 1, LARGE_BYTES);
    floor.advance(log.lastSequence());
    put(log, 6, 2, LARGE_BYTES);
  }

  private static Bundle archived() throws IOException, InterruptedException {
    MemorySegmentFiles archive = MemorySegmentFiles.create();
    MemorySegmentFiles files = MemorySegmentFiles.create();
    use(
        files,
        log -> {
          try (SegmentArchiver archiver = log.archiveTo(archive)) {
            put(log, 3, 3, 50);
            put(log, 11, 1, LARGE_BYTES);
            archiver.awaitArchived(2, Duration.ofSeconds(10));
          }
        });
    return Bundle.of(archive.reopen(), Bundle.Kind.ARCHIVE);
  }

  private static Bundle bundle(MemorySegmentFiles files) throws IOException {
    return Bundle.of(files.reopen(), Bundle.Kind.ARCHIVE);
  }
}
