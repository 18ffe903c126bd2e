package dev.thermograph.engine.internal.transaction;

import static dev.thermograph.engine.internal.transaction.Kinds.FOLDER;
import static dev.thermograph.engine.internal.transaction.Kinds.PERSON;
import static dev.thermograph.engine.internal.transaction.Kinds.TASK;
import static dev.thermograph.engine.internal.transaction.Kinds.folder;
import static dev.thermograph.engine.internal.transaction.Kinds.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.CommitReceipt;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.internal.kind.BoundSchema;
import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import dev.thermograph.engine.internal.tenancy.HotTenants;
import dev.thermograph.engine.internal.tenancy.TenantView;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens between applying a commit and showing it, while the disk takes its time. */
@Timeout(60)
final class UnpublishedCommitsTest {
  private final StalledFiles files = new StalledFiles(MemorySegmentFiles.create());
  private final WriteAheadLog log = WriteAheadLog.open(files, LogOptions.defaults());
  private final HotTenant tenant =
      HotTenants.open(1, log, new ArenaExtents(), TransactionBed.COMMIT_BYTES_MAX);
  private final TransactionManager manager =
      new TransactionManager(
          1,
          tenant,
          new TransactionOptions(
              Durability.sync(), TransactionBed.COMMIT_BYTES_MAX, _ -> Instant.EPOCH));
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeEach
  void applySchema() {
    manager.applySchema(Schema.of(PERSON, FOLDER), CommitOptions.DEFAULT);
  }

  @AfterEach
  void close() {
    files.goOn();
    threads.close();
    tenant.close();
    log.close();
  }

  /** Starts a commit, and returns once it is applied. */
  private CompletableFuture<CommitReceipt> commit(Work<Boolean, RuntimeException> work) {
    long before = log.lastSequence();
    var done =
        CompletableFuture.supplyAsync(
            () -> manager.write(CommitOptions.DEFAULT, work).receipt(), threads);
    awaitAppended(before);
    tenant.look(() -> {}); // the lane is free again
    return done;
  }

  private void awaitAppended(long before) {
    while (log.lastSequence() == before) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aWriteSeesWhatIsAppliedAndReturnsWhenThatIsShown() {
    files.stall();
    var creates = commit(tx -> tx.exists(tx.create(PERSON, person(1))));
    var looks =
        CompletableFuture.supplyAsync(
            () -> manager.write(CommitOptions.DEFAULT, tx -> tx.count(PERSON)), threads);
    try (TenantView view = tenant.open()) {
      assertThat(view.sequence()).isLessThan(log.lastSequence());
    }
    assertThat(looks.isDone()).isFalse();
    files.goOn();

    Committed<Long> looked = looks.join();
    assertThat(looked.value()).isEqualTo(1);
    assertThat(looked.receipt().sequence()).isEqualTo(creates.join().sequence());
    assertThat(looked.receipt().changes()).isEqualTo(ChangeCounts.NONE);
    assertThat(tenant.publishedSequence()).isEqualTo(looked.receipt().sequence());
  }

  /** What a refusal tells could otherwise be taken back by a crash. */
  @Test
  void aWriteThatThrowsDoesSoWhenWhatItSawIsShown() {
    files.stall();
    var creates = commit(tx -> tx.exists(tx.create(PERSON, person(1))));
    CountDownLatch looked = new CountDownLatch(1);
    var refuses =
        CompletableFuture.supplyAsync(
            () ->
                manager.write(
                    CommitOptions.DEFAULT,
                    tx -> {
                      long count = tx.count(PERSON);
                      looked.countDown();
                      throw new IllegalStateException("count=" + count);
                    }),
            threads);
    while (looked.getCount() > 0) {
      Thread.onSpinWait();
    }
    tenant.look(() -> {}); // the lane is free again
    assertThat(refuses).isNotDone();
    files.goOn();

    assertThatThrownBy(refuses::join).hasRootCauseMessage("count=1");
    assertThat(tenant.publishedSequence()).isEqualTo(creates.join().sequence());
  }

  @Test
  void aTransactionBeginsWhenWhatWasAppliedBeforeIsShown() {
    files.stall();
    var creates = commit(tx -> tx.exists(tx.create(PERSON, person(1))));
    var begins = CompletableFuture.supplyAsync(() -> manager.begin(CommitOptions.DEFAULT), threads);
    while (manager.openCount() == 0) {
      Thread.onSpinWait(); // it is registered, and waits
    }
    var later = commit(tx -> tx.exists(tx.create(FOLDER, folder("/"))));
    assertThat(begins.isDone()).isFalse();
    files.goOn();

    try (Transaction tx = begins.join()) {
      assertThat(tx.sequence()).isGreaterThanOrEqualTo(creates.join().sequence());
      assertThat(tx.count(PERSON)).isEqualTo(1);
      assertThat(tx.count(FOLDER)).isEqualTo(tx.sequence() < later.join().sequence() ? 0 : 1);
    }
  }

  @Test
  void aSchemaIsShownWithItsCommitButUsedAtOnce() {
    BoundSchema before = manager.schema();
    long last = log.lastSequence();
    files.stall();
    var applies =
        CompletableFuture.supplyAsync(
            () -> manager.applySchema(Schema.of(PERSON, FOLDER, TASK), CommitOptions.DEFAULT),
            threads);
    awaitAppended(last);
    tenant.look(() -> {});
    assertThat(manager.schema()).isSameAs(before);
    var creates = commit(tx -> tx.exists(tx.create(TASK, Kinds.task("t"))));
    assertThat(manager.schema()).isSameAs(before);
    files.goOn();

    assertThat(applies.join().versionAfter()).isEqualTo(2);
    assertThat(creates.join().changes().nodesCreated()).isEqualTo(1);
    assertThat(manager.schema().catalog().version()).isEqualTo(2);
  }
}
