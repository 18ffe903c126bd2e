package dev.thermograph.engine.internal.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.graph.GraphDigest;
import dev.thermograph.engine.internal.graph.GraphModel;
import dev.thermograph.engine.internal.graph.GraphScript;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Space;
import dev.thermograph.error.ThermographException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commits as bytes do what they were written for, and damaged ones do no harm. */
final class CommitLayoutTest {
  private static final long SEED = Long.getLong("thermograph.seed", 21);
  private static final int COMMITS = 400;
  private static final int DAMAGES = 30_000;
  private static final int BYTES_MAX = 1 << 20;

  private final Space space = new Space(new ArenaExtents());
  private final GraphStore store = new GraphStore(space);
  private final KeyDictionary keys = new KeyDictionary();
  private final List<byte[]> catalogs = new ArrayList<>();
  private final CommitApplier applier = new CommitApplier(store, keys, catalogs::add);
  private final CommitWriter writer = new CommitWriter(BYTES_MAX);

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void replayedCommitsMakeTheGraphThatTheyWereMadeOf() {
    GraphModel model = new GraphModel();
    for (ByteBuffer commit : commits(model)) {
      applier.apply(commit, applier.sequence() + 1);
    }
    GraphDigest digest = new GraphDigest(store);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int check = 0; check < 30; check++) {
      long view = random.nextInt(COMMITS + 1);
      assertThat(digest.nodes(view))
          .as("seed=%d view=%d", SEED, view)
          .isEqualTo(model.nodesAt(view));
      assertThat(digest.edges(view))
          .as("seed=%d view=%d", SEED, view)
          .isEqualTo(model.edgesAt(view));
    }
  }

  @Test
  void everyKindOfChangeComesBackAsItWasWritten() {
    MemorySegment block = MemorySegment.ofArray(new byte[] {7, 8, 9});
    writer.names(0, List.of("name", "größe"));
    writer.putNode(0, 3, block, 0, 3);
    writer.index(0, 0x1234_5678_9ABC_DEF0L, 0);
    writer.catalog(block, 1, 2);
    writer.note("alice", "because");
    applier.apply(writer.finish(), 9);

    assertThat(keys.find("größe")).isEqualTo(1);
    assertThat(GraphStore.blockBytes(store.node(0, 9))).isEqualTo(3);
    assertThat(catalogs).hasSize(1);
    assertThat(catalogs.getFirst()).containsExactly(8, 9);
    assertThat(store.node(0, 8)).isEqualTo(GraphStore.NONE);
  }

  @Test
  void aCommitThatIsTooLargeIsRefusedByNameAndLimit() {
    CommitWriter small = new CommitWriter(100);
    MemorySegment block = MemorySegment.ofArray(new byte[200]);
    assertThatThrownBy(() -> small.putNode(0, 0, block, 0, 200))
        .isInstanceOf(CommitTooLargeException.class)
        .hasMessageContaining("limit=100");
  }

  /** Found by a review: a refused note left its first byte, and the commit was damaged. */
  @Test
  void aRefusedChangeLeavesTheCommitAsItWas() {
    writer.putNode(0, 0, MemorySegment.NULL, 0, 0);
    int bytes = writer.bytes();
    assertThatThrownBy(() -> writer.note("me", "x".repeat(5_000))).hasMessageContaining("4096");
    assertThat(writer.bytes()).isEqualTo(bytes);
    assertThat(writer.changeCount()).isEqualTo(1);
    applier.apply(writer.finish(), 1);
  }

  @Test
  void whatNoValidCommitDoesIsRefusedBeforeItTouchesTheMemory() {
    refuse("leaves a gap", () -> writer.putNode(5, 0, MemorySegment.NULL, 0, 0));
    refuse("not there", () -> writer.deleteNode(0));
    refuse("not there", () -> writer.putEdge(0, 0, 0, 0, MemorySegment.NULL, 0, 0));
    refuse("not there", () -> writer.deleteEdge(0));
    refuse("leaves a gap", () -> writer.index(3, 1, 0));
    writer.clear();
    writer.putNode(0, 0, MemorySegment.NULL, 0, 0);
    writer.putNode(1, 0, MemorySegment.NULL, 0, 0);
    writer.putEdge(0, 0, 0, 1, MemorySegment.NULL, 0, 0);
    applier.apply(writer.finish(), applier.sequence() + 1);
    refuse("has edges", () -> writer.deleteNode(1));
    refuse("changes its kind", () -> writer.putNode(0, 1, MemorySegment.NULL, 0, 0));
    refuse("changes its nodes", () -> writer.putEdge(0, 0, 1, 0, MemorySegment.NULL, 0, 0));
    assertThatThrownBy(() -> applier.apply(writer.finish(), 1))
        .hasMessageContaining("does not follow");
  }

  private void refuse(String what, Runnable change) {
    writer.clear();
    change.run();
    assertThatThrownBy(() -> applier.apply(writer.finish(), applier.sequence() + 1))
        .isInstanceOf(CommitDamagedException.class)
        .hasMessageContaining(what);
  }

  /** Damaged lengths, codes and numbers: a typed error or a graph, never a crash of the process. */
  @Test
  void damagedBytesAreRefusedOrHarmless() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<ByteBuffer> commits = commits(new GraphModel());
    int refused = 0;
    for (int damage = 0; damage < DAMAGES; damage++) {
      ByteBuffer victim = commits.get(random.nextInt(commits.size()));
      byte[] bytes = new byte[victim.remaining()];
      victim.get(victim.position(), bytes);
      for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      int length = random.nextInt(5) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
      try {
        applier.apply(ByteBuffer.wrap(bytes, 0, length), applier.sequence() + 1);
      } catch (ThermographException e) {
        refused++;
      }
    }
    assertThat(refused).as("seed=%d", SEED).isGreaterThan(DAMAGES / 2);
  }

  private static List<ByteBuffer> commits(GraphModel model) {
    GraphScript script = new GraphScript(SEED, 30);
    CommitWriter writer = new CommitWriter(BYTES_MAX);
    List<ByteBuffer> commits = new ArrayList<>();
    for (int commit = 1; commit <= COMMITS; commit++) {
      writer.clear();
      script.commit(new IntoCommit(writer), model, commit);
      ByteBuffer finished = writer.finish();
      commits.add(ByteBuffer.allocate(finished.remaining()).put(finished).flip());
    }
    return commits;
  }
}
