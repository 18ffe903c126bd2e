package dev.thermograph.wal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.thermograph.error.ThermographException;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogImage;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.archive.Archives.Archived;
import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.flush.AppendReceipt;
import dev.thermograph.wal.flush.RetentionFloor;
import dev.thermograph.wal.format.v1.ArchiveLayout;
import dev.thermograph.wal.format.v1.ArchiveTail;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class ArchiveProperties {
  private static final int ALLOCATED_BYTES_MAX = 64 << 20;

  /**
   * Random records, groups, closings and releases: the archive and the log behind it together are
   * exactly what was appended, by sequence and by tenant.
   */
  @Property(tries = 60)
  void archiveAndLogTogetherAreWhatWasAppended(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int openingCount) {
    Random random = new Random(seed);
    LogOptions options =
        LogImage.options().withRandom(random).withPreparedSegmentCountMax(random.nextInt(3));
    LogImage image = new LogImage(options);
    MemorySegmentFiles target = MemorySegmentFiles.create();
    List<Archived> appended = new ArrayList<>();
    for (int opening = 0; opening < openingCount; opening++) {
      try (WriteAheadLog log = image.open();
          SegmentArchiver archiver = log.archiveTo(target);
          RetentionFloor floor = log.retainFrom("test", log.lastSequence() + 1)) {
        appendSome(log, random, appended);
        if (random.nextBoolean()) {
          floor.advance(log.lastSequence() + 1);
        }
        appendSome(log, random, appended);
        assertThat(archiver.status().lastFailure()).isNull();
      }
    }

    try (WriteAheadLog log = image.open();
        SegmentArchiver archiver = log.archiveTo(target)) {
      Archives.awaitTrue(() -> archiver.status().pendingCount() == 0);
      ArchiveReader reader = ArchiveReader.open(target, KeyProvider.NONE);
      reader.verify();
      List<Archived> found = new ArrayList<>(Archives.all(target));
      LogImage.entries(log, reader.lastSequence() + 1)
          .forEach(
              entry ->
                  found.add(
                      new Archived(
                          entry.sequence(), entry.tenant(), entry.recordType(), entry.text())));
      assertThat(found).isEqualTo(appended);
      appended.stream()
          .filter(record -> record.sequence() <= reader.lastSequence())
          .collect(Collectors.groupingBy(Archived::tenant))
          .forEach(
              (tenant, records) ->
                  assertThat(Archives.list(reader.recordsOf(tenant))).isEqualTo(records));
    }
  }

  private static void appendSome(WriteAheadLog log, Random random, List<Archived> appended) {
    AppendReceipt receipt = new AppendReceipt();
    int count = random.nextInt(60);
    for (int i = 0; i < count; i++) {
      int tenant = random.nextInt(4) == 0 ? random.nextInt(Integer.MAX_VALUE) : random.nextInt(5);
      byte type = (byte) random.nextInt();
      String text =
          "x".repeat(random.nextInt(10) == 0 ? random.nextInt(30_000) : random.nextInt(200));
      log.append(tenant, type, LogImage.bytes(text), Durability.none(), receipt);
      appended.add(new Archived(receipt.sequence(), tenant, type, text));
      if (random.nextInt(5) == 0) {
        log.sync();
      }
    }
    log.sync();
  }

  /**
   * Footers of arbitrary bytes under right checksums: refused by a type of ours, and cheaply, or
   * read without an error when nobody could tell.
   */
  @Property(tries = 1_000)
  void noFooterMakesTheReaderFailOrAllocateMuch(
      @ForAll byte[] footer, @ForAll int frameCount, @ForAll @IntRange(max = 6) int recordCount) {
    byte[] sound = SmallArchive.BYTES;
    int footerOffset = SmallArchive.FOOTER_OFFSET;
    if (footer.length == 0) {
      return;
    }
    ByteBuffer file =
        ByteBuffer.allocate(footerOffset + footer.length + ArchiveLayout.TAIL_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(0, sound, 0, footerOffset)
            .put(footerOffset, footer);
    CRC32C crc = new CRC32C();
    crc.update(footer);
    ByteBuffer tail =
        file.slice(footerOffset + footer.length, ArchiveLayout.TAIL_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    ArchiveLayout.putCounts(
        tail, footerOffset, footer.length, frameCount, recordCount, (int) crc.getValue());
    ArchiveLayout.putDigest(tail, new byte[ArchiveLayout.DIGEST_BYTES]);
    MemorySegmentFiles files = MemorySegmentFiles.create();
    byte[] bytes = new byte[file.capacity()];
    file.get(0, bytes);
    Archives.put(files, ArchiveNames.archive(1), bytes);

    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      ArchiveReader reader = ArchiveReader.open(files, KeyProvider.NONE);
      for (int tenant = 0; tenant < 7; tenant++) {
        Archives.list(reader.recordsOf(tenant));
      }
    } catch (ThermographException e) {
      assertThat(e).hasMessageContaining(ArchiveNames.archive(1));
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(ALLOCATED_BYTES_MAX);
  }

  /** One small, sound archive file. */
  private static final class SmallArchive {
    static final byte[] BYTES =
        Archives.bytes(Archives.of(Archives.smallLog(12)), ArchiveNames.archive(1));
    static final int FOOTER_OFFSET = footerOffset();

    private static int footerOffset() {
      ByteBuffer tail =
          ByteBuffer.wrap(BYTES)
              .slice(BYTES.length - ArchiveLayout.TAIL_BYTES, ArchiveLayout.TAIL_BYTES)
              .order(ByteOrder.LITTLE_ENDIAN);
      ArchiveTail read = ArchiveLayout.tail(tail);
      return (int) read.footerOffset();
    }
  }
}
