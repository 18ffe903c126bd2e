package dev.thermograph.engine.internal.transaction;

import static dev.thermograph.engine.internal.transaction.Kinds.PERSON;
import static dev.thermograph.engine.internal.transaction.Kinds.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.CommitTooLargeException;
import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.CommitReceipt;
import dev.thermograph.engine.graph.Node;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.ReaderClosedException;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.graph.TransactionMisusedException;
import dev.thermograph.engine.graph.WriteTransaction;
import dev.thermograph.engine.internal.transaction.Kinds.Person;
import dev.thermograph.wal.Durability;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a write promises as a whole. */
final class WriteTest {
  private final TransactionBed bed = new TransactionBed(Kinds.SCHEMA);

  @AfterEach
  void close() {
    bed.close();
  }

  /** Found by the model of the whole engine: it promised what a crash took back. */
  @Test
  void aWriteOfNothingPromisesNoMoreThanWhatItSaw() {
    CommitOptions unsynced = CommitOptions.DEFAULT.withDurability(Durability.none());
    CommitOptions synced = CommitOptions.DEFAULT.withDurability(Durability.sync());
    var first = bed.manager().write(unsynced, tx -> tx.create(PERSON, person(901))).receipt();
    var nothing = bed.manager().write(synced, tx -> tx.count(PERSON)).receipt();
    assertThat(nothing.sequence()).isEqualTo(first.sequence());
    assertThat(nothing.durability()).isEqualTo(Durability.none());
    try (Transaction transaction = bed.manager().begin(synced)) {
      assertThat(transaction.commit().durability()).isEqualTo(Durability.none());
    }
    bed.manager().write(synced, tx -> tx.create(PERSON, person(902)));
    assertThat(bed.manager().write(synced, tx -> tx.count(PERSON)).receipt().durability())
        .isEqualTo(Durability.sync());
  }

  @Test
  void theReceiptSaysWhatWasCommittedWhenAndUnderWhichSequence() {
    Instant before = Instant.now().minusMillis(1);
    CommitReceipt receipt =
        bed.write(
            tx -> {
              NodeId gone = tx.create(PERSON, person(1));
              NodeId kept = tx.create(PERSON, person(2));
              tx.update(kept, Map.of("age", 5));
              tx.delete(gone);
            });

    assertThat(receipt.changes()).isEqualTo(new ChangeCounts(1, 0, 0, 0, 0, 0));
    assertThat(receipt.sequence())
        .isEqualTo(bed.log().lastSequence())
        .isEqualTo(bed.tenant().publishedSequence());
    assertThat(receipt.committedAt()).isBetween(before, Instant.now().plusMillis(1));
    assertThat(receipt.durability()).isEqualTo(Durability.sync());
  }

  @Test
  void nothingToCommitWritesNothing() {
    long last = bed.log().lastSequence();
    CommitReceipt receipt =
        bed.write(
            tx -> {
              tx.delete(tx.create(PERSON, person(1)));
              assertThat(tx.count(PERSON)).isZero();
            });

    Instant newest = Instant.EPOCH.plus(bed.tenant().times().timeOf(last), ChronoUnit.MICROS);
    assertThat(receipt)
        .isEqualTo(new CommitReceipt(last, newest, Durability.sync(), ChangeCounts.NONE));
    assertThat(bed.log().lastSequence()).isEqualTo(last);
  }

  @Test
  void whatTheWorkThrowsPassesUnchangedAndNothingIsCommitted() {
    long last = bed.log().lastSequence();
    for (Exception planned :
        List.of(new IllegalStateException("a"), new IOException("b"), new Exception("c"))) {
      assertThatThrownBy(
              () ->
                  bed.manager()
                      .write(
                          CommitOptions.DEFAULT,
                          tx -> {
                            tx.create(PERSON, person(1));
                            throw planned;
                          }))
          .isSameAs(planned);
    }
    Error error = new AssertionError("d");
    assertThatThrownBy(
            () ->
                bed.write(
                    tx -> {
                      tx.create(PERSON, person(1));
                      throw error;
                    }))
        .isSameAs(error);
    assertThat(bed.log().lastSequence()).isEqualTo(last);
    bed.write(tx -> tx.create(PERSON, person(1)));
    assertThat(bed.<Long>read(view -> view.count(PERSON))).isEqualTo(1);
  }

  @Test
  void aCommitThatIsTooLargeIsRefusedBeforeTheLog() {
    long last = bed.log().lastSequence();
    String large = "x".repeat(TransactionBed.COMMIT_BYTES_MAX / 4);
    assertThatThrownBy(
            () ->
                bed.write(
                    tx -> {
                      for (int uid = 0; uid < 5; uid++) {
                        tx.create(PERSON, new Person(uid, large, 1, null));
                      }
                    }))
        .isInstanceOf(CommitTooLargeException.class)
        .hasMessageContaining("limit=" + TransactionBed.COMMIT_BYTES_MAX);
    assertThatThrownBy(
            () ->
                bed.write(
                    tx -> {
                      NodeId id = tx.create(PERSON, person(1));
                      for (int round = 0; round < 50; round++) {
                        tx.replace(PERSON, id, new Person(1, large, 1, null));
                      }
                    }))
        .isInstanceOf(CommitTooLargeException.class);
    assertThat(bed.log().lastSequence()).isEqualTo(last);
  }

  @Test
  void transactionsInsideAWriteAreRefused() {
    TransactionManager manager = bed.manager();
    try (Transaction open = bed.begin();
        TransactionBed other = new TransactionBed(Kinds.SCHEMA)) {
      open.create(PERSON, person(77));
      bed.write(
          tx -> {
            assertThatThrownBy(() -> bed.write(_ -> {}))
                .isInstanceOf(TransactionMisusedException.class)
                .hasMessageContaining("call=write tenant=7 writing=7");
            assertThatThrownBy(bed::begin).isInstanceOf(TransactionMisusedException.class);
            assertThatThrownBy(() -> manager.applySchema(Kinds.SCHEMA, CommitOptions.DEFAULT))
                .isInstanceOf(TransactionMisusedException.class);
            assertThatThrownBy(() -> other.write(_ -> {}))
                .isInstanceOf(TransactionMisusedException.class);
            assertThatThrownBy(other::begin).isInstanceOf(TransactionMisusedException.class);
            assertThatThrownBy(open::commit).isInstanceOf(TransactionMisusedException.class);
            tx.create(PERSON, person(1));
          });
    }
    assertThat(bed.<Long>read(view -> view.count(PERSON))).isEqualTo(1);
    assertThat(manager.openCount()).isZero();
  }

  @Test
  void itsTransactionIsRefusedAfterItsEnd() {
    List<WriteTransaction> leaked = new ArrayList<>();
    List<Stream<Node<Person>>> streams = new ArrayList<>();
    bed.write(
        tx -> {
          tx.create(PERSON, person(1));
          leaked.add(tx);
          streams.add(tx.nodes(PERSON));
        });
    WriteTransaction tx = leaked.getFirst();
    NodeId id = NodeId.of(TransactionBed.TENANT, 0);
    assertThatThrownBy(() -> tx.create(PERSON, person(2)))
        .isInstanceOf(ReaderClosedException.class);
    assertThatThrownBy(() -> tx.update(id, Map.of())).isInstanceOf(ReaderClosedException.class);
    assertThatThrownBy(() -> tx.delete(id)).isInstanceOf(ReaderClosedException.class);
    assertThatThrownBy(() -> tx.restore(id)).isInstanceOf(ReaderClosedException.class);
    assertThatThrownBy(() -> tx.find(PERSON, id)).isInstanceOf(ReaderClosedException.class);
    assertThatThrownBy(tx::changes).isInstanceOf(ReaderClosedException.class);
    assertThatThrownBy(() -> streams.getFirst().toList()).isInstanceOf(ReaderClosedException.class);
  }

  @Test
  void itsTransactionIsRefusedOnAnotherThreadDuringAndAfterTheWork() {
    List<WriteTransaction> leaked = new ArrayList<>();
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      bed.write(
          tx -> {
            leaked.add(tx);
            var during = CompletableFuture.runAsync(() -> tx.create(PERSON, person(1)), other);
            assertThatThrownBy(during::join).hasCauseInstanceOf(TransactionMisusedException.class);
          });
      var after =
          CompletableFuture.runAsync(() -> leaked.getFirst().create(PERSON, person(1)), other);
      assertThatThrownBy(after::join).hasCauseInstanceOf(TransactionMisusedException.class);
    }
    assertThat(bed.<Long>read(view -> view.count(PERSON))).isZero();
  }

  @Test
  void viewsMayBeReadInsideAWrite() {
    bed.write(tx -> tx.create(PERSON, person(1)));
    bed.write(
        tx -> {
          tx.create(PERSON, person(2));
          assertThat(bed.<Long>read(view -> view.count(PERSON))).isEqualTo(1);
          assertThat(tx.count(PERSON)).isEqualTo(2);
        });
  }
}
