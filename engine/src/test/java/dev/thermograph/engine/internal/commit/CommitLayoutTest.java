package dev.thermograph.engine.internal.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.CommitChainBrokenException;
import dev.thermograph.engine.error.CommitDamagedException;
import dev.thermograph.engine.error.CommitTooLargeException;
import dev.thermograph.engine.error.LaterVersionException;
import dev.thermograph.engine.error.TenantFullException;
import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.graph.GraphDigest;
import dev.thermograph.engine.internal.graph.GraphModel;
import dev.thermograph.engine.internal.graph.GraphScript;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.graph.HashCursor;
import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Space;
import dev.thermograph.error.ThermographException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
  private final CommitApplier applier =
      new CommitApplier(store, keys, 0, (catalog, _) -> catalogs.add(catalog));
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
    applier.apply(writer.finish(0), 9);

    assertThat(keys.find("größe")).isEqualTo(1);
    assertThat(GraphStore.blockBytes(store.node(0, 9))).isEqualTo(3);
    assertThat(catalogs).hasSize(1);
    assertThat(catalogs.getFirst()).containsExactly(8, 9);
    assertThat(store.node(0, 8)).isEqualTo(GraphStore.NONE);
    assertThat(isListed(0x1234_5678_9ABC_DEF0L)).isTrue();

    writer.clear();
    writer.unindex(0, 0x1234_5678_9ABC_DEF0L, 0);
    applier.apply(writer.finish(applier.sequence()), 12);
    store.setHorizon(11);
    store.reclaim(Long.MAX_VALUE, 10);
    assertThat(isListed(0x1234_5678_9ABC_DEF0L)).as("a view at 11 finds it").isTrue();
    store.setHorizon(12);
    store.reclaim(Long.MAX_VALUE, 10);
    assertThat(isListed(0x1234_5678_9ABC_DEF0L)).isFalse();
  }

  private boolean isListed(long hash) {
    HashCursor cursor = store.hashCursor();
    store.lookUp(0, hash, cursor);
    return cursor.next();
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
    applier.apply(writer.finish(0), 1);
  }

  @Test
  void whatNoValidCommitDoesIsRefusedBeforeItTouchesTheMemory() {
    refuse("not there", () -> writer.deleteNode(0));
    refuse("not there", () -> writer.putEdge(0, 0, 0, 0, MemorySegment.NULL, 0, 0));
    refuse("not there", () -> writer.deleteEdge(0));
    refuse("leaves a gap", () -> writer.index(3, 1, 0));
    refuse("not there", () -> writer.unindex(0, 1, 0));
    refuse("never there", () -> writer.index(0, 1, 0));
    refuse("kind's number", () -> writer.putNode(0, 65_535, MemorySegment.NULL, 0, 0));
    writer.clear();
    writer.putNode(0, 0, MemorySegment.NULL, 0, 0);
    writer.putNode(1, 0, MemorySegment.NULL, 0, 0);
    writer.putEdge(0, 0, 0, 1, MemorySegment.NULL, 0, 0);
    applyNext();
    refuse("has edges", () -> writer.deleteNode(1));
    refuse("changes its kind", () -> writer.putNode(0, 1, MemorySegment.NULL, 0, 0));
    refuse("changes its nodes", () -> writer.putEdge(0, 0, 1, 0, MemorySegment.NULL, 0, 0));
    assertThatThrownBy(() -> applier.apply(writer.finish(0), 1))
        .hasMessageContaining("does not follow");
  }

  private void applyNext() {
    applier.apply(writer.finish(applier.sequence()), applier.sequence() + 1);
  }

  /** A number belongs to what it was first used for, also when that is deleted and forgotten. */
  @Test
  void aDeletedNodeOrEdgeComesBackAsItWasOrNotAtAll() {
    MemorySegment none = MemorySegment.NULL;
    writer.putNode(0, 0, none, 0, 0);
    writer.putNode(1, 0, none, 0, 0);
    writer.putEdge(0, 4, 0, 1, none, 0, 0);
    applyNext();
    writer.clear();
    writer.deleteEdge(0);
    writer.deleteNode(1);
    writer.putNode(2, 0, none, 0, 0);
    applyNext();
    for (int round = 0; round < 2; round++) {
      refuse("changes its kind", () -> writer.putNode(1, 1, none, 0, 0));
      refuse("not there", () -> writer.putEdge(0, 4, 0, 1, none, 0, 0));
      refuse("changes its nodes", () -> writer.putEdge(0, 4, 0, 2, none, 0, 0));
      refuse("changes its nodes", () -> writer.putEdge(0, 4, 2, 0, none, 0, 0));
      refuse("changes its nodes", () -> writer.putEdge(0, 5, 0, 2, none, 0, 0));
      store.setHorizon(applier.sequence());
      store.reclaim(Long.MAX_VALUE, 100);
    }
    writer.clear();
    writer.putNode(1, 0, none, 0, 0);
    writer.putEdge(0, 4, 0, 1, none, 0, 0);
    applyNext();
    assertThat(store.degreeNow(1, 4, true)).isEqualTo(1);
  }

  /** Refused before the log: the numbers that an int has next, and the one that it turns into. */
  @Test
  void aTenantHasNoMoreNodesAndEdgesThanTheirNumbers() {
    MemorySegment none = MemorySegment.NULL;
    writer.putNode(GraphStore.NODE_COUNT_MAX - 1, 0, none, 0, 0);
    writer.putEdge(GraphStore.EDGE_COUNT_MAX - 1, 0, 0, 0, none, 0, 0);
    int bytes = writer.bytes();
    assertThatThrownBy(() -> writer.putNode(GraphStore.NODE_COUNT_MAX, 0, none, 0, 0))
        .isInstanceOf(TenantFullException.class)
        .hasMessage("a tenant cannot have more nodes: number=1073741824 limit=1073741824");
    assertThatThrownBy(() -> writer.putEdge(Integer.MIN_VALUE, 0, 0, 0, none, 0, 0))
        .isInstanceOf(TenantFullException.class)
        .hasMessage("a tenant cannot have more edges: number=2147483648 limit=1073741824");
    assertThat(writer.bytes()).isEqualTo(bytes);
  }

  /** A version that does not know them must neither skip them nor take them for damage. */
  @Test
  void whatIsReservedIsRefusedAsOfALaterVersion() {
    assertThat(CommitLayout.CRDT).isEqualTo((byte) 10);
    assertThat(CommitLayout.BLOB).isEqualTo((byte) 11);
    for (byte code = 0; code < 127; code++) {
      boolean isKnown = code >= CommitLayout.NAMES && code <= CommitLayout.UNINDEX;
      assertThat(CommitLayout.isReserved(code)).isEqualTo(!isKnown && code >= 10 && code <= 31);
      if (CommitLayout.isReserved(code)) {
        writer.clear();
        writer.note("", "");
        ByteBuffer commit = writer.finish(applier.sequence());
        commit.put(CommitLayout.CHANGES_OFFSET, code);
        assertThatThrownBy(() -> new CommitReader().read(commit, 9, new CommitWriter(BYTES_MAX)))
            .isInstanceOf(LaterVersionException.class)
            .hasMessageContaining("code=" + code)
            .hasMessageContaining("sequence=9");
      }
    }
    assertThat(CommitReader.isCommit(CommitLayout.RECORD_TYPE, 1)).isTrue();
    assertThat(CommitReader.isCommit((byte) 2, 1)).isFalse();
    for (byte type : new byte[] {CommitLayout.CRDT_RECORD_TYPE, CommitLayout.BLOB_RECORD_TYPE}) {
      assertThatThrownBy(() -> CommitReader.isCommit(type, 77))
          .isInstanceOf(LaterVersionException.class)
          .hasMessageContaining("sequence=77");
    }
  }

  @Test
  void numbersOfTransactionsThatCameToNothingLeaveGaps() {
    writer.putNode(5, 0, MemorySegment.NULL, 0, 0);
    writer.putNode(3, 0, MemorySegment.NULL, 0, 0);
    writer.putEdge(7, 0, 3, 5, MemorySegment.NULL, 0, 0);
    applier.apply(writer.finish(applier.sequence()), 1);
    GraphDigest digest = new GraphDigest(store);
    assertThat(digest.nodes(1)).containsOnlyKeys(3, 5);
    assertThat(digest.edges(1)).containsOnlyKeys(7);
    assertThat(store.nodeEnd()).isEqualTo(6);
  }

  private void refuse(String what, Runnable change) {
    writer.clear();
    change.run();
    assertThatThrownBy(() -> applyNext())
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
      setPrevious(bytes, applier.sequence()); // else the chain would refuse nearly all of them
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

  private static void setPrevious(byte[] commit, long previous) {
    ByteBuffer.wrap(commit)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(CommitLayout.PREVIOUS_OFFSET, previous);
  }

  @Test
  void theHeaderStandsWhereItSays() {
    writer.deleteNode(7);
    writer.deleteEdge(8);
    ByteBuffer commit = writer.finish(0x0102_0304_0506_0708L);
    byte[] header = new byte[CommitLayout.CHANGES_OFFSET];
    commit.get(0, header);
    assertThat(header).containsExactly(1, 0, 0, 0, 2, 0, 0, 0, 8, 7, 6, 5, 4, 3, 2, 1);
    assertThat(commit.get(CommitLayout.CHANGES_OFFSET)).isEqualTo(CommitLayout.DELETE_NODE);
    assertThat(writer.bytes()).isEqualTo(commit.remaining());
  }

  /** What is lost from the middle must not make a graph that nobody committed. */
  @Test
  void aCommitThatWasNotBuiltOnTheOneBeforeIsRefusedAndNothingHappens() {
    putOneNode(0);
    applier.apply(writer.finish(0), 3);
    putOneNode(1);
    assertThatThrownBy(() -> applier.apply(writer.finish(5), 8))
        .isInstanceOf(CommitChainBrokenException.class)
        .hasMessageContaining("sequence=8 builtOn=5 last=3");
    assertThatThrownBy(() -> applier.apply(writer.finish(0), 8))
        .isInstanceOf(CommitChainBrokenException.class);
    assertThat(applier.sequence()).isEqualTo(3);
    assertThat(store.nodeEnd()).isEqualTo(1);
    applier.apply(writer.finish(3), 8);
    assertThat(store.nodeEnd()).isEqualTo(2);
  }

  @Test
  void anyCommitLeftOutOfARealHistoryBreaksTheChain() {
    List<ByteBuffer> commits = commits(new GraphModel());
    int missing = new SplittableRandom(SEED).nextInt(COMMITS - 1);
    for (int commit = 0; commit < missing; commit++) {
      applier.apply(commits.get(commit), commit + 1);
    }
    assertThatThrownBy(() -> applier.apply(commits.get(missing + 1), missing + 2))
        .as("seed=%d missing=%d", SEED, missing)
        .isInstanceOf(CommitChainBrokenException.class);
  }

  @Test
  void aPreviousCommitThatCannotBeIsDamage() {
    putOneNode(0);
    for (long previous : new long[] {-1, Long.MIN_VALUE, 9, 10}) {
      assertThatThrownBy(() -> applier.apply(writer.finish(previous), 9))
          .isInstanceOf(CommitDamagedException.class)
          .hasMessageContaining("previous=" + previous);
    }
  }

  /** Below a snapshot the log is released; the chain begins where the snapshot stands. */
  @Test
  void aChainMayBeginBehindASnapshot() {
    CommitApplier behind = new CommitApplier(store, keys, 40, (_, _) -> {});
    assertThat(behind.sequence()).isEqualTo(40);
    putOneNode(0);
    assertThatThrownBy(() -> behind.apply(writer.finish(39), 44))
        .isInstanceOf(CommitChainBrokenException.class);
    behind.apply(writer.finish(40), 44);
    assertThat(behind.sequence()).isEqualTo(44);
  }

  private void putOneNode(int node) {
    writer.clear();
    writer.putNode(node, 0, MemorySegment.NULL, 0, 0);
  }

  private static List<ByteBuffer> commits(GraphModel model) {
    GraphScript script = new GraphScript(SEED, 30);
    CommitWriter writer = new CommitWriter(BYTES_MAX);
    List<ByteBuffer> commits = new ArrayList<>();
    for (int commit = 1; commit <= COMMITS; commit++) {
      writer.clear();
      script.commit(new IntoCommit(writer), model, commit);
      ByteBuffer finished = writer.finish(commit - 1);
      commits.add(ByteBuffer.allocate(finished.remaining()).put(finished).flip());
    }
    return commits;
  }
}
