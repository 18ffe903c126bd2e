package dev.thermograph.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.wal.LogImage.Entry;
import dev.thermograph.wal.archive.ArchiveReader;
import dev.thermograph.wal.archive.ArchiveRecords;
import dev.thermograph.wal.archive.SegmentArchiver;
import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.crypto.TenantKey;
import dev.thermograph.wal.flush.LogClock;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of format version 1 as they were written once: today's code writes them byte for byte and
 * reads them. They are never made anew: when this test fails, logs of users cannot be read either,
 * and what is needed is another format version.
 *
 * <p>{@code -Dthermograph.golden=directory} writes the files of a <em>new</em> version there.
 */
final class GoldenFilesTest {
  private static final String SEGMENT = "wal-0000000000000001.log";
  private static final String LAST_SEGMENT = "wal-0000000000000002.log";
  private static final String ARCHIVE = "wal-0000000000000001.tgwa";
  private static final int LARGE_BYTES = 30_000;
  private static final int ENCRYPTED_TENANT = 7;
  private static final long FIRST_MICROS = 1_700_000_000_000_000L;

  private final Map<String, byte[]> written = write();

  @ParameterizedTest
  @ValueSource(strings = {SEGMENT, LAST_SEGMENT, ARCHIVE})
  void todaysCodeWritesTheSameBytes(String name) throws IOException {
    String target = System.getProperty("thermograph.golden");
    byte[] now = Objects.requireNonNull(written.get(name));
    if (target != null) {
      Files.write(Path.of(target).resolve(name + ".gz"), compress(now));
    }
    assertThat(now).isEqualTo(golden(name));
  }

  @Test
  void todaysCodeReadsTheSegments() {
    MemorySegmentFiles files = filesOf(SEGMENT, LAST_SEGMENT);
    try (WriteAheadLog log = WriteAheadLog.open(files, options())) {
      assertThat(LogImage.entries(log, 1)).isEqualTo(expected());
    }
  }

  @Test
  void todaysCodeReadsTheArchive() {
    ArchiveReader reader = ArchiveReader.open(filesOf(ARCHIVE), Keys.INSTANCE);
    reader.verify();
    List<Entry> found = new ArrayList<>();
    try (ArchiveRecords records = reader.read(1, Long.MAX_VALUE)) {
      while (records.next()) {
        String text = StandardCharsets.UTF_8.decode(records.payload()).toString();
        found.add(new Entry(records.sequence(), records.tenant(), records.recordType(), text));
      }
    }
    assertThat(found).isNotEmpty().isEqualTo(expected().subList(0, (int) reader.lastSequence()));
  }

  /**
   * Plain and encrypted records of three tenants, enough for a SEAL, a second START and a CLOSE.
   */
  private static List<Entry> expected() {
    List<Entry> entries = new ArrayList<>();
    for (int sequence = 1; sequence <= 8; sequence++) {
      int tenant = List.of(0, ENCRYPTED_TENANT, 1_000_000).get(sequence % 3);
      String text = sequence % 2 == 0 ? "x".repeat(LARGE_BYTES) : "record " + sequence;
      entries.add(new Entry(sequence, tenant, (byte) sequence, text));
    }
    return entries;
  }

  private static Map<String, byte[]> write() {
    MemorySegmentFiles log = MemorySegmentFiles.create();
    MemorySegmentFiles archive = MemorySegmentFiles.create();
    try (WriteAheadLog open = WriteAheadLog.open(log, options());
        SegmentArchiver archiver = open.archiveTo(archive)) {
      for (Entry entry : expected()) {
        open.appendAndAwait(entry.tenant(), entry.recordType(), LogImage.bytes(entry.text()));
      }
      assertThat(archiver.awaitArchived(1, Duration.ofSeconds(20))).isTrue();
    }
    Map<String, byte[]> files = new TreeMap<>();
    files.put(SEGMENT, bytes(log.reopen(), SEGMENT));
    files.put(LAST_SEGMENT, bytes(log.reopen(), LAST_SEGMENT));
    files.put(ARCHIVE, bytes(archive, ARCHIVE));
    return files;
  }

  private static LogOptions options() {
    return LogImage.options()
        .withClock(new CountingClock())
        .withRandom(new Random(42))
        .withKeys(Keys.INSTANCE);
  }

  private static byte[] bytes(SegmentFiles files, String name) {
    try (SegmentFile file = files.openForReading(name)) {
      byte[] bytes = new byte[(int) file.lengthBytes()];
      file.readFully(ByteBuffer.wrap(bytes), 0);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MemorySegmentFiles filesOf(String... names) {
    MemorySegmentFiles files = MemorySegmentFiles.create();
    for (String name : names) {
      try (SegmentFile file = files.create(name)) {
        file.writeFully(ByteBuffer.wrap(golden(name)), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  /** Compressed, since a segment is mostly zeros. */
  private static byte[] golden(String name) {
    try (InputStream file = GoldenFilesTest.class.getResourceAsStream("golden/" + name + ".gz");
        InputStream bytes = new GZIPInputStream(Objects.requireNonNull(file, name))) {
      return bytes.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] compress(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    }
    return compressed.toByteArray();
  }

  /** Commit times one apart; the other clock stands still, so nothing is due by itself. */
  private static final class CountingClock implements LogClock {
    private long micros = FIRST_MICROS;

    @Override
    public synchronized long epochMicros() {
      return micros++;
    }

    @Override
    public long nanoTime() {
      return 0;
    }
  }

  /** One tenant with a key. */
  private enum Keys implements KeyProvider {
    INSTANCE;

    @Override
    public Optional<TenantKey> currentKey(int tenant) {
      return tenant == ENCRYPTED_TENANT ? Optional.of(key()) : Optional.empty();
    }

    @Override
    public Optional<TenantKey> key(int tenant, int version) {
      return currentKey(tenant);
    }

    private static TenantKey key() {
      return TenantKey.of(3, new byte[TenantKey.MATERIAL_BYTES]);
    }
  }
}
