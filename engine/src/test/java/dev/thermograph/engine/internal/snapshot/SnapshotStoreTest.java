package dev.thermograph.engine.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.SnapshotRefusedException;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

final class SnapshotStoreTest {
  private final MemorySegmentFiles files = MemorySegmentFiles.create();

  private static final SnapshotState.Pin NO_PIN = new SmallGraph.NoPin(0);

  private SnapshotStore store() throws IOException {
    return SnapshotFiles.store(files);
  }

  /** Makes the store's next snapshot one more commit old. */
  private static SnapshotName writeNext(SnapshotStore store, SmallGraph graph) throws IOException {
    graph.putNode(7, "commit " + graph.sequence, graph.sequence + 1);
    return SnapshotFiles.write(store, graph.state());
  }

  private static List<String> read(SnapshotStore store, SnapshotName name) throws IOException {
    SnapshotTexts texts = new SnapshotTexts();
    store.read(name, texts, Progress.SILENT);
    return texts.lines;
  }

  private void damage(SnapshotName name, int offset) throws IOException {
    byte[] bytes = SnapshotFiles.read(files, name.file());
    bytes[offset] ^= 1;
    try (SegmentFile file = files.open(name.file())) {
      file.writeFully(ByteBuffer.wrap(bytes), 0);
    }
  }

  @Test
  void theTwoNewestAreKept() throws IOException {
    try (SmallGraph graph = SmallGraph.filled()) {
      SnapshotStore store = store();
      assertThat(store.snapshots()).isEmpty();
      assertThat(store.neededFrom()).isEqualTo(1);
      SnapshotName first = SnapshotFiles.write(store, graph.state());
      assertThat(store.neededFrom()).as("with one alone the whole log").isEqualTo(1);
      SnapshotName second = writeNext(store, graph);
      assertThat(store.neededFrom()).isEqualTo(first.sequence() + 1);
      SnapshotName third = writeNext(store, graph);
      assertThat(files.list()).containsExactlyInAnyOrder(second.file(), third.file());
      assertThat(store.snapshots()).containsExactly(third, second);
      assertThat(store.neededFrom()).isEqualTo(second.sequence() + 1);
      assertThat(store().snapshots()).containsExactly(third, second);
      assertThat(read(store, third)).contains("  24: commit 23");
      assertThat(read(store, second)).doesNotContain("  24: commit 23").contains("  23: commit 22");
    }
  }

  @Test
  void unfinishedFilesAreDeletedAndForeignOnesNamed() throws IOException {
    files.create("snapshot-0000000003-0000000000000000017.tgs.tmp").close();
    files.create("snapshot-3-17.tgs").close();
    files.create("snapshot-0000000003-9999999999999999999.tgs").close();
    files.create("photo.jpg").close();
    SnapshotStore store = store();
    assertThat(files.list())
        .doesNotContain("snapshot-0000000003-0000000000000000017.tgs.tmp")
        .hasSize(3);
    assertThat(store.foreign())
        .containsExactlyInAnyOrder(
            "snapshot-3-17.tgs", "snapshot-0000000003-9999999999999999999.tgs", "photo.jpg");
    assertThat(store.snapshots()).isEmpty();
  }

  @Test
  void aDamagedSnapshotIsPutAsideAndCountsNoMore() throws IOException {
    try (SmallGraph graph = SmallGraph.filled()) {
      SnapshotStore store = store();
      SnapshotName first = SnapshotFiles.write(store, graph.state());
      SnapshotName second = writeNext(store, graph);
      damage(second, 500);
      assertThatThrownBy(() -> read(store, second))
          .isInstanceOf(SnapshotRefusedException.class)
          .hasMessageContaining(second.file());
      assertThat(store.snapshots()).containsExactly(first);
      assertThat(files.list()).containsExactlyInAnyOrder(first.file(), second.damaged());

      SnapshotStore again = store();
      assertThat(again.snapshots()).containsExactly(first);
      assertThat(again.highestSequence()).isEqualTo(second.sequence());
      SnapshotName third = writeNext(again, graph);
      assertThat(third.number()).isEqualTo(3);
      assertThat(again.snapshots()).containsExactly(third, first);
      assertThat(again.neededFrom()).isEqualTo(first.sequence() + 1);
    }
  }

  /** It may have lain there for long, and nobody has read it since. */
  @Test
  void theOldestGoesOnlyWhenTheOneBeforeIsWhole() throws IOException {
    try (SmallGraph graph = SmallGraph.filled()) {
      SnapshotStore store = store();
      SnapshotName first = SnapshotFiles.write(store, graph.state());
      SnapshotName second = writeNext(store, graph);
      damage(second, 500);
      SnapshotName third = writeNext(store, graph);
      assertThat(store.snapshots()).containsExactly(third, first);
      assertThat(files.list())
          .containsExactlyInAnyOrder(third.file(), first.file(), second.damaged());
    }
  }

  @Test
  void othersSnapshotsAndRenamedOnesAreRefused() throws IOException {
    try (SmallGraph graph = SmallGraph.filled()) {
      SnapshotName name = SnapshotFiles.write(store(), graph.state());
      UUID otherLog = new UUID(1, 2);
      for (SnapshotStore.Owner other :
          List.of(
              new SnapshotStore.Owner(SmallGraph.TENANT + 1, SmallGraph.ORIGIN),
              new SnapshotStore.Owner(SmallGraph.TENANT, otherLog))) {
        SnapshotStore store = SnapshotStore.open(files, other, new Random(1));
        assertThatThrownBy(() -> read(store, name))
            .isInstanceOf(SnapshotRefusedException.class)
            .hasMessageContaining("not the one wanted")
            .hasMessageContaining(name.file());
        files.rename(name.damaged(), name.file());
      }
      SnapshotName newer = new SnapshotName(9, name.sequence() + 1);
      files.rename(name.file(), newer.file());
      SnapshotStore store = store();
      assertThatThrownBy(() -> read(store, newer)).isInstanceOf(SnapshotRefusedException.class);
    }
  }

  @Test
  void aFileIsNotNamedBeforeTheLogHasItsCommits() throws IOException {
    try (SmallGraph graph = SmallGraph.filled()) {
      SnapshotStore store = store();
      List<Long> asked = new ArrayList<>();
      assertThatThrownBy(
              () ->
                  store.write(
                      graph.state(new SmallGraph.NoPin(30)),
                      0,
                      upTo -> {
                        asked.add(upTo);
                        throw new IllegalStateException("the log is not there yet");
                      },
                      Progress.SILENT,
                      new Cancellation()))
          .hasMessage("the log is not there yet");
      assertThat(asked).as("what the hashes may show").containsExactly(30L);
      assertThat(files.list()).isEmpty();
      assertThat(store.snapshots()).isEmpty();
    }
  }

  @Test
  void aCancelledFileLeavesNothing() throws IOException {
    try (SmallGraph graph = SmallGraph.filled()) {
      SnapshotStore store = store();
      Cancellation cancellation = new Cancellation();
      cancellation.request();
      assertThatThrownBy(
              () -> store.write(graph.state(NO_PIN), 0, _ -> {}, Progress.SILENT, cancellation))
          .isInstanceOf(CancellationException.class);
      assertThat(files.list()).isEmpty();
    }
  }

  @Test
  void aCopyTakesThePlaceOfTheOlder() throws IOException {
    try (SmallGraph graph = SmallGraph.filled()) {
      SnapshotStore store = store();
      SnapshotFiles.write(store, graph.state());
      SnapshotName second = writeNext(store, graph);
      SnapshotName copy = store.copyNewest(Progress.SILENT, new Cancellation());
      assertThat(copy.sequence()).isEqualTo(second.sequence());
      assertThat(store.snapshots()).containsExactly(copy, second);
      assertThat(store.neededFrom()).isEqualTo(second.sequence() + 1);
      assertThat(read(store, copy)).isEqualTo(read(store, second));
    }
  }

  @Test
  void nothingIsCopiedFromADamagedOne() throws IOException {
    try (SmallGraph graph = SmallGraph.filled()) {
      SnapshotStore store = store();
      SnapshotName first = SnapshotFiles.write(store, graph.state());
      SnapshotName second = writeNext(store, graph);
      damage(second, 40);
      assertThatThrownBy(() -> store.copyNewest(Progress.SILENT, new Cancellation()))
          .isInstanceOf(SnapshotRefusedException.class);
      assertThat(store.snapshots()).containsExactly(first);
    }
  }
}
