package dev.thermograph.engine.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.StoreFilesException;
import dev.thermograph.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extents give zeroed, aligned, stable memory; a clean close brings its bytes back. */
final class ChronicleExtentsTest {
  private static final String IDENTITY = "tenant=1 layout=1";
  private static final byte[] PAYLOAD = "roots".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;

  @Test
  void regionsAreZeroAlignedAndApart() {
    try (ChronicleExtents memory = ChronicleExtents.inMemory();
        ChronicleExtents files = ChronicleExtents.create(directory, IDENTITY)) {
      for (ChronicleExtents extents : List.of(memory, files)) {
        for (int[] shape :
            new int[][] {{4096, 1}, {65536, 4}, {65544, 3}, {1 << 20, 2}, {4096, 1024}}) {
          requireFresh(extents.add(shape[0], shape[1]), shape[0], shape[1]);
        }
        assertThat(extents.count()).isEqualTo(5);
        assertThat(extents.usedBytes()).isGreaterThan(6_700_000L).isLessThan(7_500_000L);
      }
    }
  }

  private static void requireFresh(long[] addresses, int regionBytes, int regionCount) {
    assertThat(addresses).hasSize(regionCount).doesNotHaveDuplicates();
    long[] sorted = addresses.clone();
    Arrays.sort(sorted);
    for (int region = 0; region < regionCount; region++) {
      assertThat(sorted[region] % 8).isZero();
      assertThat(Bytes.read(sorted[region], regionBytes)).containsOnly(0);
      if (region > 0) {
        assertThat(sorted[region] - sorted[region - 1]).isGreaterThanOrEqualTo(regionBytes);
      }
      Bytes.write(sorted[region], filled(regionBytes));
    }
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) -1);
    return bytes;
  }

  @Test
  void whatIsWrittenInOneExtentStaysWhileOthersAreAdded() {
    try (ChronicleExtents extents = ChronicleExtents.create(directory, IDENTITY)) {
      long[] first = extents.add(65536, 4);
      Bytes.fill(extents, new Random(1));
      byte[] before = Bytes.readAll(extents);
      for (int i = 0; i < 20; i++) {
        extents.add(65536, 4);
      }
      assertThat(extents.addresses(0)).isEqualTo(first);
      assertThat(Bytes.readAll(extents)).startsWith(before);
    }
  }

  @Test
  void cleanCloseBringsTheBytesBack() {
    byte[] before;
    long[] addressesBefore;
    ChronicleExtents extents = ChronicleExtents.create(directory, IDENTITY);
    try (extents) {
      extents.add(65536, 4);
      extents.add(1 << 20, 3);
      extents.add(4096, 1);
      Bytes.fill(extents, new Random(7));
      before = Bytes.readAll(extents);
      addressesBefore = extents.addresses(1);
      extents.closeCleanly(42, PAYLOAD);
    }
    try (ChronicleExtents again = reopened(42)) {
      assertThat(again.count()).isEqualTo(3);
      assertThat(again.regionBytes(1)).isEqualTo(1 << 20);
      assertThat(again.addresses(1)).hasSize(addressesBefore.length);
      assertThat(Bytes.readAll(again)).isEqualTo(before);
      again.add(65536, 4);
      Bytes.fill(again, new Random(8));
      before = Bytes.readAll(again);
      again.closeCleanly(43, PAYLOAD);
    }
    try (ChronicleExtents again = reopened(43)) {
      assertThat(Bytes.readAll(again)).isEqualTo(before);
    }
  }

  private ChronicleExtents reopened(long sequence) {
    Reopening reopening = ChronicleExtents.reopen(directory, IDENTITY);
    assertThat(reopening).isInstanceOf(Reopening.Reopened.class);
    var found = (Reopening.Reopened) reopening;
    assertThat(found.sequence()).isEqualTo(sequence);
    assertThat(found.payload()).isEqualTo(PAYLOAD);
    return found.extents();
  }

  @Test
  void nothingIsReopenedAfterAnythingButACleanClose() throws IOException {
    assertThat(ChronicleExtents.reopen(directory, IDENTITY)).isInstanceOf(Reopening.Rebuild.class);
    assertThat(ChronicleExtents.reopen(directory.resolve("missing"), IDENTITY))
        .isInstanceOf(Reopening.Rebuild.class);
    try (ChronicleExtents extents = ChronicleExtents.create(directory, IDENTITY)) {
      extents.add(65536, 1);
    }
    assertThat(ChronicleExtents.reopen(directory, IDENTITY)).isInstanceOf(Reopening.Rebuild.class);
    ChronicleExtents.create(directory, IDENTITY).closeCleanly(1, PAYLOAD);
    assertThat(names()).containsExactly("CLEAN");
    try (ChronicleExtents again = reopened(1)) {
      assertThat(names()).as("the mark is gone while open").isEmpty();
      assertThat(again.count()).isZero();
    }
    assertThat(ChronicleExtents.reopen(directory, IDENTITY)).isInstanceOf(Reopening.Rebuild.class);
  }

  @Test
  void anotherTenantsFilesAreNotReopened() {
    try (ChronicleExtents extents = ChronicleExtents.create(directory, IDENTITY)) {
      extents.add(65536, 1);
      extents.closeCleanly(1, PAYLOAD);
    }
    assertThat(ChronicleExtents.reopen(directory, "tenant=2 layout=1"))
        .isInstanceOfSatisfying(
            Reopening.Rebuild.class,
            rebuild ->
                assertThat(rebuild.reason()).contains("CLEAN", IDENTITY, "tenant=2 layout=1"));
  }

  @Test
  void creatingDeletesOldExtentsAndNothingElse() throws IOException {
    try (ChronicleExtents extents = ChronicleExtents.create(directory, IDENTITY)) {
      extents.add(65536, 1);
      extents.add(65536, 1);
      extents.closeCleanly(1, PAYLOAD);
    }
    Files.writeString(directory.resolve("notes.txt"), "mine");
    Files.writeString(directory.resolve("CLEAN.tmp"), "half");
    ChronicleExtents.create(directory, IDENTITY).close();
    assertThat(names()).containsExactly("notes.txt");
  }

  @Test
  void directoryThatCannotBeEmptiedIsRefused() throws IOException {
    Files.createDirectories(directory.resolve("extent-000000.map/inside"));
    assertThatThrownBy(() -> ChronicleExtents.create(directory, IDENTITY))
        .isInstanceOf(StoreFilesException.class)
        .hasMessageContaining(directory.toString());
  }

  @Test
  void sealingThatFailsLeavesNoMarkAndClosesAllTheSame() throws IOException {
    ChronicleExtents extents = ChronicleExtents.create(directory, IDENTITY);
    extents.add(65536, 1);
    Files.delete(directory.resolve("extent-000000.map"));
    assertThatThrownBy(() -> extents.closeCleanly(1, PAYLOAD))
        .isInstanceOf(StoreFilesException.class);
    assertThat(names()).isEmpty();
    assertThatThrownBy(() -> extents.add(65536, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closeIsIdempotentAndEndsUse() {
    for (ChronicleExtents extents :
        List.of(ChronicleExtents.inMemory(), ChronicleExtents.create(directory, IDENTITY))) {
      extents.add(65536, 4);
      extents.close();
      extents.close();
      assertThat(extents.usedBytes()).isZero();
      assertThatThrownBy(() -> extents.add(65536, 4)).hasMessageContaining("closed");
      assertThatThrownBy(() -> extents.addresses(0)).hasMessageContaining("closed");
      assertThatThrownBy(() -> extents.closeCleanly(1, PAYLOAD)).hasMessageContaining("closed");
    }
  }

  @Test
  void valuesOutsideTheLimitsAreRefusedByName() {
    try (ChronicleExtents extents = ChronicleExtents.create(directory, IDENTITY)) {
      assertRefused(() -> extents.add(4095, 1), "regionBytes");
      assertRefused(() -> extents.add(65537, 1), "multiple of 8");
      assertRefused(() -> extents.add((1 << 26) + 8, 1), "regionBytes");
      assertRefused(() -> extents.add(65536, 0), "regionCount");
      assertRefused(() -> extents.add(65536, 1025), "regionCount");
      assertRefused(() -> extents.closeCleanly(1, new byte[4097]), "payload");
      assertRefused(() -> ChronicleExtents.create(directory, ""), "identity");
      assertRefused(() -> ChronicleExtents.create(directory, "é".repeat(129)), "identity");
      assertThat(extents.count()).isZero();
    }
  }

  private static void assertRefused(Runnable call, String name) {
    assertThatThrownBy(call::run)
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining(name);
  }

  @Test
  void interruptedThreadGetsAnAnswerAndLosesNothingSealed() throws IOException {
    try (ChronicleExtents extents = ChronicleExtents.create(directory, IDENTITY)) {
      extents.add(65536, 1);
      extents.closeCleanly(5, PAYLOAD);
    }
    Thread.currentThread().interrupt();
    Reopening interrupted = ChronicleExtents.reopen(directory, IDENTITY);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(interrupted).isInstanceOf(Reopening.Rebuild.class);
    reopened(5).close();
  }

  @Test
  void twoThreadsReadWhileAnotherAdds() throws InterruptedException {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicReference<List<long[]>> published = new AtomicReference<>(List.of());
    List<Thread> readers = new ArrayList<>();
    try (ChronicleExtents extents = ChronicleExtents.create(directory, IDENTITY)) {
      for (int reader = 0; reader < 2; reader++) {
        readers.add(
            Thread.ofPlatform()
                .name("reader-" + reader)
                .uncaughtExceptionHandler((_, thrown) -> failure.set(thrown))
                .start(() -> readUntil(stop, published)));
      }
      for (int extent = 0; extent < 200; extent++) {
        long[] addresses = extents.add(65536, 2);
        for (long address : addresses) {
          Bytes.putLong(address, address);
          Bytes.putLong(address + 65528, ~address);
        }
        List<long[]> next = new ArrayList<>(published.get());
        next.add(addresses);
        published.set(next);
      }
      stop.set(true);
      for (Thread reader : readers) {
        reader.join();
      }
      assertThat(failure.get()).isNull();
    }
  }

  private static void readUntil(AtomicBoolean stop, AtomicReference<List<long[]>> published) {
    long readCount = 0;
    while (!stop.get() || readCount == 0) {
      for (long[] addresses : published.get()) {
        for (long address : addresses) {
          if (Bytes.getLong(address) != address || Bytes.getLong(address + 65528) != ~address) {
            throw new AssertionError("wrong bytes at " + address);
          }
          readCount++;
        }
      }
    }
  }

  private List<String> names() throws IOException {
    try (var entries = Files.list(directory)) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
    }
  }
}
