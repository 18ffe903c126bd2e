package dev.thermograph.engine.internal.transaction;

import static dev.thermograph.engine.internal.transaction.Kinds.FOLDER;
import static dev.thermograph.engine.internal.transaction.Kinds.KNOWS;
import static dev.thermograph.engine.internal.transaction.Kinds.LIKES;
import static dev.thermograph.engine.internal.transaction.Kinds.PERSON;
import static dev.thermograph.engine.internal.transaction.Kinds.WIDGET;
import static dev.thermograph.engine.internal.transaction.Kinds.folder;
import static dev.thermograph.engine.internal.transaction.Kinds.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.internal.commit.CommitReader;
import dev.thermograph.engine.internal.commit.CommitSink;
import dev.thermograph.engine.internal.transaction.Kinds.Knows;
import dev.thermograph.engine.internal.transaction.Kinds.Person;
import dev.thermograph.wal.read.LogReader;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands in the log of a transaction. */
final class CommitContentTest {
  private final TransactionBed bed = new TransactionBed(Kinds.SCHEMA);

  @AfterEach
  void close() {
    bed.close();
  }

  private List<String> changesOf(long sequence) {
    Changes changes = new Changes();
    try (LogReader records = bed.log().read(sequence)) {
      assertThat(records.next()).isTrue();
      new CommitReader().read(records.payload(), records.sequence(), changes);
    }
    return changes.texts;
  }

  @Test
  void eachElementIsThereOnceInAnOrderThatCanBeApplied() {
    NodeId old = bed.compute(tx -> tx.create(PERSON, person(1)));
    NodeId gone = bed.compute(tx -> tx.create(PERSON, person(2)));
    EdgeId edge = bed.compute(tx -> tx.connect(LIKES, old, gone));
    long sequence =
        bed.write(
                tx -> {
                  NodeId fresh = tx.create(PERSON, person(3));
                  tx.connect(LIKES, fresh, old);
                  tx.update(fresh, Map.of("age", 1));
                  tx.update(old, Map.of("age", 1));
                  tx.update(old, Map.of("age", 2));
                  tx.delete(gone);
                  tx.delete(tx.create(PERSON, person(4)));
                })
            .sequence();

    assertThat(changesOf(sequence))
        .containsExactly(
            "delete edge " + edge.number(),
            "delete node 1",
            "put node 2",
            "index 2",
            "put node 0",
            "unindex 1",
            "put edge 1 from 2 to 0 bytes 0");
  }

  @Test
  void unchangedUniqueValuesAreNotListedAgain() {
    NodeId id = bed.compute(tx -> tx.create(PERSON, new Person(1, "a", 1, "a@x")));
    long same = bed.write(tx -> tx.update(id, Map.of("age", 2))).sequence();
    long other = bed.write(tx -> tx.update(id, Map.of("email", "b@x"))).sequence();

    assertThat(changesOf(same)).containsExactly("put node 0");
    assertThat(changesOf(other)).containsExactly("put node 0", "unindex 0", "index 0");
  }

  @Test
  void whoAndWhyStandBehindTheChanges() {
    CommitOptions options = CommitOptions.DEFAULT.withActor("ann").withReason("test");
    long sequence =
        bed.manager()
            .write(
                options,
                tx -> {
                  tx.create(FOLDER, folder("/"));
                  return true;
                })
            .receipt()
            .sequence();
    assertThat(changesOf(sequence).getLast()).isEqualTo("note ann test");
    long last = bed.log().lastSequence();
    bed.manager().write(options, _ -> true);
    assertThat(bed.log().lastSequence()).isEqualTo(last);
  }

  @Test
  void namesTravelWithTheNextCommitWhosesoeverTheyAre() {
    bed.write(tx -> tx.createFrom(WIDGET, Map.of("first", 1)));
    try (Transaction abandoned = bed.begin();
        Transaction open = bed.begin()) {
      abandoned.createFrom(WIDGET, Map.of("second", 1));
      open.createFrom(WIDGET, Map.of("third", 1));
      assertThatThrownBy(
              () ->
                  bed.write(
                      tx -> {
                        tx.createFrom(WIDGET, Map.of("fourth", 1));
                        throw new IllegalStateException("planned");
                      }))
          .hasMessage("planned");
      long next = bed.write(tx -> tx.create(FOLDER, folder("/"))).sequence();
      assertThat(changesOf(next).getFirst()).contains("second, third, fourth");
      long sequence = open.commit().sequence();
      assertThat(changesOf(sequence).getFirst()).startsWith("put node");
    }
    bed.restart();
    bed.write(tx -> tx.createFrom(WIDGET, Map.of("third", 2, "fifth", 1)));
    bed.restart();
    assertThat(bed.<Long>read(view -> view.count(WIDGET))).isEqualTo(3);
  }

  @Test
  void namesOfManyAbandonedTransactionsDoNotCrowdOutACommit() {
    for (int round = 0; round < 60; round++) {
      try (Transaction abandoned = bed.begin()) {
        for (int at = 0; at < 10; at++) {
          String name = "x".repeat(3000) + round + "-" + at;
          abandoned.createFrom(WIDGET, Map.of(name, 1));
        }
      }
    }
    bed.write(tx -> tx.create(FOLDER, folder("/")));
    for (int at = 0; at < 2000; at++) {
      bed.tenant().keys().findOrAdd("y".repeat(2000) + at); // four times what a commit holds
    }
    NodeId id = bed.compute(tx -> tx.createFrom(WIDGET, Map.of("z", 1)));
    bed.restart();
    assertThat(bed.<Boolean>read(view -> view.exists(id))).isTrue();
  }

  @Test
  void edgesWithPropertiesKeepThem() {
    long sequence =
        bed.write(
                tx -> {
                  NodeId ann = tx.create(PERSON, person(1));
                  tx.connect(KNOWS, ann, ann, new Knows(1, null));
                })
            .sequence();
    assertThat(changesOf(sequence).getLast()).startsWith("put edge 0 from 0 to 0 bytes");
    assertThat(changesOf(sequence).getLast()).doesNotEndWith("bytes 0");
  }

  /** Changes in words. */
  private static final class Changes implements CommitSink {
    private final List<String> texts = new ArrayList<>();

    @Override
    public void names(int firstKeyId, List<String> names) {
      texts.add("names " + String.join(", ", names));
    }

    @Override
    public void putNode(int node, int kind, MemorySegment memory, long offset, int blockBytes) {
      texts.add("put node " + node);
    }

    @Override
    public void deleteNode(int node) {
      texts.add("delete node " + node);
    }

    @Override
    public void putEdge(
        int edge, int kind, int from, int to, MemorySegment memory, long offset, int blockBytes) {
      texts.add("put edge " + edge + " from " + from + " to " + to + " bytes " + blockBytes);
    }

    @Override
    public void deleteEdge(int edge) {
      texts.add("delete edge " + edge);
    }

    @Override
    public void index(int index, long hash, int node) {
      texts.add("index " + node);
    }

    @Override
    public void unindex(int index, long hash, int node) {
      texts.add("unindex " + node);
    }

    @Override
    public void catalog(MemorySegment memory, long offset, int bytes) {
      texts.add("catalog");
    }

    @Override
    public void note(String actor, String reason) {
      texts.add("note " + actor + " " + reason);
    }
  }
}
