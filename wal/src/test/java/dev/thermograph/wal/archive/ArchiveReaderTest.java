package dev.thermograph.wal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogImage;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.archive.Archives.Archived;
import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.crypto.TenantKey;
import dev.thermograph.wal.error.ArchiveRefusedException;
import dev.thermograph.wal.error.RecordsReleasedException;
import dev.thermograph.wal.error.TenantKeyMissingException;
import dev.thermograph.wal.flush.AppendReceipt;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ArchiveReaderTest {
  private static final int TENANT_COUNT = 1_000;
  private static final int RECORD_COUNT = 60_000;

  @Test
  void anyRangeOfSequencesCanBeRead() {
    LogImage image = new LogImage().appendUntilSegments(5, 20_000);
    MemorySegmentFiles target = Archives.of(image);
    ArchiveReader reader = ArchiveReader.open(target, KeyProvider.NONE);
    long last = reader.lastSequence();
    assertThat(reader.firstSequence()).isEqualTo(1);
    assertThat(reader.lastSegment()).isEqualTo(4);
    assertThat(last).isGreaterThan(10);

    for (long from = 1; from <= last; from++) {
      for (long to = from; to <= last + 1; to++) {
        assertThat(Archives.list(reader.read(from, to)))
            .extracting(Archived::sequence)
            .isEqualTo(LongStream.rangeClosed(from, Math.min(to, last)).boxed().toList());
      }
    }
    assertThat(Archives.list(reader.read(last + 1, Long.MAX_VALUE))).isEmpty();
  }

  @Test
  void oneTenantsHistoryIsReadWithoutTheOthers() {
    LogImage image = new LogImage(LogImage.options().withSegmentBytes(2 << 20));
    try (WriteAheadLog log = image.open()) {
      AppendReceipt receipt = new AppendReceipt();
      for (int i = 0; i < RECORD_COUNT; i++) {
        String text = "record " + i + " " + ".".repeat(100 + i % 150);
        log.append(i % TENANT_COUNT, (byte) 1, LogImage.bytes(text), Durability.none(), receipt);
      }
      log.sync();
    }
    CountingFiles target = new CountingFiles(Archives.of(image));
    ArchiveReader reader = ArchiveReader.open(target, KeyProvider.NONE);
    long archived = reader.lastSequence();
    assertThat(reader.lastSegment()).isGreaterThan(3);
    target.takeReadBytes();

    Archives.list(reader.read(1, Long.MAX_VALUE));
    long allBytes = target.takeReadBytes();
    List<Archived> found = Archives.list(reader.recordsOf(321));
    long tenantBytes = target.takeReadBytes();

    assertThat(found)
        .extracting(Archived::sequence)
        .isEqualTo(
            LongStream.rangeClosed(1, archived)
                .filter(sequence -> (sequence - 1) % TENANT_COUNT == 321)
                .boxed()
                .toList());
    assertThat(found).hasSizeGreaterThan(40).allMatch(record -> record.tenant() == 321);
    assertThat(tenantBytes).isLessThan(allBytes / 20);
    ArchiveReader.open(target, KeyProvider.NONE);
    assertThat(target.takeReadBytes()).as("opening").isLessThan(allBytes / 20);
  }

  @Test
  void oneTenantsRangeCanBeRead() {
    MemorySegmentFiles target = Archives.of(Archives.smallLog(50));
    ArchiveReader reader = ArchiveReader.open(target, KeyProvider.NONE);
    int tenant = Archives.list(reader.read(20, 20)).getFirst().tenant();
    List<Archived> all = Archives.list(reader.recordsOf(tenant));
    assertThat(all).hasSizeGreaterThan(4);

    assertThat(Archives.list(reader.recordsOf(tenant, 20, 20))).hasSize(1);
    assertThat(Archives.list(reader.recordsOf(tenant, 1, 30)))
        .isEqualTo(all.stream().filter(record -> record.sequence() <= 30).toList());
    assertThat(Archives.list(reader.recordsOf(tenant, 21, Long.MAX_VALUE)))
        .isEqualTo(all.stream().filter(record -> record.sequence() >= 21).toList());
    assertThat(Archives.list(reader.recordsOf(999))).isEmpty();
  }

  @Test
  void theTenantsFootersAddUpToEverything() {
    MemorySegmentFiles target = Archives.of(Archives.smallLog(50));
    ArchiveReader reader = ArchiveReader.open(target, KeyProvider.NONE);

    List<Archived> byTenant =
        IntStream.range(0, 7)
            .boxed()
            .flatMap(tenant -> Archives.list(reader.recordsOf(tenant)).stream())
            .toList();
    assertThat(byTenant).hasSize(50).containsExactlyInAnyOrderElementsOf(Archives.all(target));
  }

  @Test
  void theBeginningMayHaveBeenMovedAwayAndIsThenRefused() throws Exception {
    MemorySegmentFiles target = Archives.of(new LogImage().appendUntilSegments(5, 20_000));
    long first =
        ArchivedSegment.read(target, ArchiveNames.archive(2), 2).header().lastSequence() + 1;
    target.delete(ArchiveNames.archive(1));
    target.delete(ArchiveNames.archive(2));

    ArchiveReader reader = ArchiveReader.open(target, KeyProvider.NONE);

    reader.verify();
    assertThat(reader.firstSequence()).isEqualTo(first);
    assertThat(Archives.list(reader.read(first, first))).hasSize(1);
    assertThatThrownBy(() -> reader.read(first - 1, first))
        .isInstanceOf(RecordsReleasedException.class)
        .hasMessageContaining("firstArchived=" + first);
    assertThatThrownBy(() -> reader.recordsOf(1, first - 1, first))
        .isInstanceOf(RecordsReleasedException.class);
  }

  @Test
  void anEmptyArchiveHoldsNothing() {
    ArchiveReader reader = ArchiveReader.open(MemorySegmentFiles.create(), KeyProvider.NONE);

    reader.verify();
    assertThat(reader.firstSequence()).isEqualTo(1);
    assertThat(reader.lastSequence()).isZero();
    assertThat(reader.lastSegment()).isZero();
    assertThat(reader.headDigest()).isEmpty();
    assertThat(Archives.list(reader.read(1, Long.MAX_VALUE))).isEmpty();
    assertThat(Archives.list(reader.recordsOf(1))).isEmpty();
  }

  @Test
  void badArgumentsAreRefusedByName() {
    ArchiveReader reader = ArchiveReader.open(MemorySegmentFiles.create(), KeyProvider.NONE);

    assertThatThrownBy(() -> reader.read(0, 1))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("fromSequence=0");
    assertThatThrownBy(() -> reader.read(1, -1))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("toSequence=-1");
    assertThatThrownBy(() -> reader.recordsOf(-1))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("tenant=-1");
  }

  @Test
  void aFileThatGoesAwayWhileReadingIsAFailureThatStays() throws Exception {
    MemorySegmentFiles target = Archives.of(new LogImage().appendUntilSegments(4, 20_000));
    ArchiveReader reader = ArchiveReader.open(target, KeyProvider.NONE);
    target.delete(ArchiveNames.archive(2));

    try (ArchiveRecords records = reader.read(1, Long.MAX_VALUE)) {
      assertThatThrownBy(
              () -> {
                while (records.next()) {
                  assertThat(records.sequence()).isPositive();
                }
              })
          .isInstanceOf(RuntimeException.class)
          .hasMessageContaining("reading the archive failed");
      assertThatThrownBy(records::next).hasMessageContaining("reading the archive failed");
    }
  }

  @Test
  void encryptedRecordsAreArchivedAsTheyAreAndOpenWithTheirKeys() {
    byte[] material = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    TenantKey key = TenantKey.of(3, material);
    KeyProvider keys =
        new KeyProvider() {
          @Override
          public Optional<TenantKey> currentKey(int tenant) {
            return Optional.of(key);
          }

          @Override
          public Optional<TenantKey> key(int tenant, int version) {
            return Optional.of(key);
          }
        };
    LogOptions options = LogImage.options().withKeys(keys);
    LogImage image = new LogImage(options);
    try (WriteAheadLog log = image.open()) {
      for (int i = 0; i < 20; i++) {
        log.appendAndAwait(1, (byte) 1, LogImage.bytes("canary-" + i + "-" + "x".repeat(20_000)));
      }
    }
    MemorySegmentFiles target = Archives.of(image);

    List<Archived> records = Archives.all(target, keys);
    assertThat(records.size()).isGreaterThan(10);
    assertThat(records).allMatch(record -> record.text().startsWith("canary-"));
    for (String name : Archives.names(target)) {
      assertThat(new String(Archives.bytes(target, name), StandardCharsets.ISO_8859_1))
          .doesNotContain("canary");
    }
    ArchiveReader.open(target, KeyProvider.NONE).verify();
    assertThatThrownBy(() -> Archives.all(target)).isInstanceOf(TenantKeyMissingException.class);
  }

  @Test
  void aForeignFileUnderAnArchivesNameIsRefused() {
    MemorySegmentFiles files = MemorySegmentFiles.create();
    Archives.put(files, ArchiveNames.archive(1), new byte[5_000]);

    assertThatThrownBy(() -> ArchiveReader.open(files, KeyProvider.NONE))
        .isInstanceOf(ArchiveRefusedException.class)
        .hasMessageContaining("magic")
        .hasMessageContaining(ArchiveNames.archive(1));
  }
}
