package dev.thermograph.properties.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.properties.crash.CrashImage;
import dev.thermograph.properties.crash.CrashMode;
import dev.thermograph.properties.crash.CrashRecordingFiles;
import dev.thermograph.properties.crash.DirectoryLoss;
import dev.thermograph.properties.crash.ReplayCursor;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.archive.ArchiveReader;
import dev.thermograph.wal.archive.SegmentArchiver;
import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.flush.RetentionFloor;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The power fails at any moment while segments are archived. */
final class ArchivePowerCutTest {
  private static final long SEALED = 4;
  private static final int CUTS_EACH = 5;
  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void anArchiveFileIsWholeOrAbsentAndTheNextArchiverFinishes() throws IOException {
    AtomicReference<@Nullable SegmentArchiver> running = new AtomicReference<>();
    CrashRecordingFiles target =
        CrashRecordingFiles.create(
            () -> {
              SegmentArchiver archiver = running.get();
              return archiver == null ? 0 : archiver.status().lastArchivedSegment();
            });
    try (WriteAheadLog log = openWithSealedSegments();
        RetentionFloor _ = log.retainFrom("test", 1)) {
      try (SegmentArchiver archiver = log.archiveTo(target)) {
        running.set(archiver);
        assertThat(archiver.awaitArchived(SEALED, LONG)).isTrue();
      }
      Map<String, ByteBuffer> whole = contents(target);
      assertThat(whole).hasSize((int) SEALED);

      SplittableRandom dice = new SplittableRandom(3);
      ReplayCursor replay = target.timeline().replay();
      long imageCount = 0;
      long unfinishedCount = 0;
      do {
        for (CrashMode mode : CrashMode.values()) {
          for (DirectoryLoss loss : DirectoryLoss.values()) {
            for (int cut = 0; cut < CUTS_EACH; cut++) {
              CrashImage image = replay.image(mode, loss, dice);
              imageCount++;
              unfinishedCount += requireRecovers(image, replay.acked(), log, whole);
            }
          }
        }
      } while (replay.advance());
      assertThat(imageCount).isGreaterThan(2_000);
      assertThat(unfinishedCount).as("images with an unfinished file").isGreaterThan(100);
    }
  }

  /** Returns 1 when the image holds an unfinished file. */
  private static int requireRecovers(
      CrashImage image, long acked, WriteAheadLog log, Map<String, ByteBuffer> whole)
      throws IOException {
    CrashRecordingFiles files = image.files();
    boolean unfinished = files.list().stream().anyMatch(name -> name.endsWith(".tmp"));
    ArchiveReader reader = ArchiveReader.open(files, KeyProvider.NONE);
    reader.verify();
    assertThat(reader.lastSegment()).as("%s", image).isGreaterThanOrEqualTo(acked);
    try (SegmentArchiver archiver = log.archiveTo(files)) {
      assertThat(archiver.awaitArchived(SEALED, LONG)).isTrue();
    }
    assertThat(contents(files)).as("%s", image).isEqualTo(whole);
    return unfinished ? 1 : 0;
  }

  private static WriteAheadLog openWithSealedSegments() throws IOException {
    MemorySegmentFiles files = MemorySegmentFiles.create();
    WriteAheadLog log =
        WriteAheadLog.open(
            files,
            LogOptions.defaults()
                .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
                .withPreparedSegmentCountMax(0)
                .withRandom(new Random(1)));
    while (files.list().size() <= SEALED) {
      log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(3_000));
    }
    return log;
  }

  private static Map<String, ByteBuffer> contents(SegmentFiles files) throws IOException {
    Map<String, ByteBuffer> contents = new TreeMap<>();
    for (String name : files.list()) {
      try (SegmentFile file = files.openForReading(name)) {
        ByteBuffer bytes = ByteBuffer.allocate((int) file.lengthBytes());
        file.readFully(bytes, 0);
        contents.put(name, bytes.flip());
      }
    }
    return contents;
  }
}
