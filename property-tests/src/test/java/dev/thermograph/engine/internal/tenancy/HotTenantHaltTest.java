package dev.thermograph.engine.internal.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.CommitChainBrokenException;
import dev.thermograph.engine.error.CommitDamagedException;
import dev.thermograph.engine.error.TenantHaltedException;
import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.error.ThermographException;
import dev.thermograph.properties.crash.Fault;
import dev.thermograph.properties.crash.FaultPlan;
import dev.thermograph.properties.crash.FaultySegmentFiles;
import dev.thermograph.properties.crash.OperationKind;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.error.AppendBuiltOnVoidException;
import dev.thermograph.wal.error.AppendRefusedException;
import dev.thermograph.wal.error.LogFullException;
import dev.thermograph.wal.error.LogIoException;
import dev.thermograph.wal.flush.AppendReceipt;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One story for each way in which a tenant's memory and its log can part. */
@Timeout(60)
final class HotTenantHaltTest {
  private static final int COMMIT_BYTES_MAX = 1 << 16;
  private static final int NUMBER = 1;
  private static final int OTHER = 2;

  private final FaultySegmentFiles files =
      new FaultySegmentFiles(MemorySegmentFiles.create(), FaultPlan.none());
  private final WriteAheadLog log =
      WriteAheadLog.open(
          files,
          LogOptions.defaults()
              .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
              .withPreparedSegmentCountMax(0)
              .withTrailerAfter(Duration.ofMinutes(1)));
  private HotTenant tenant = open();

  @AfterEach
  void close() {
    files.setPlan(FaultPlan.none());
    tenant.close();
    log.close();
  }

  private HotTenant open() {
    return HotTenants.open(NUMBER, log, new PlainExtents(), COMMIT_BYTES_MAX);
  }

  private void reopen() {
    tenant.close();
    tenant = open();
  }

  private long put(long value, Durability durability) {
    return tenant.commit(commit -> put(commit, value), durability);
  }

  private static void put(CommitWriter commit, long value) {
    commit.putNode(Attempt.HEAD_NODE, 0, bytes(value), 0, Long.BYTES);
  }

  private static MemorySegment bytes(long value) {
    MemorySegment bytes = MemorySegment.ofArray(new byte[Long.BYTES]);
    bytes.set(TenantState.VALUE, 0, value);
    return bytes;
  }

  private long shown() {
    try (TenantView view = tenant.open()) {
      return Attempt.head(view.store(), view.sequence());
    }
  }

  private void failNextWrite() {
    long next = files.operationCount(OperationKind.WRITE) + 1;
    files.setPlan(FaultPlan.at(OperationKind.WRITE, next, Fault.DISK_FULL));
  }

  private void failAllWrites() {
    files.setPlan(FaultPlan.from(OperationKind.WRITE, 1, Fault.DISK_FULL));
  }

  /** It was: nobody waited, so nobody heard; the next commit was built on it and did not replay. */
  @Test
  void aCommitThatTheLogTookBackHaltsTheTenantAtTheNextOne() {
    put(1, Durability.sync());
    failNextWrite();
    long lost = put(2, Durability.none());
    log.settle();
    assertThat(shown()).as("what a view may have shown").isEqualTo(2);

    for (Durability durability : new Durability[] {Durability.none(), Durability.sync()}) {
      assertThatThrownBy(() -> put(3, durability))
          .isInstanceOfSatisfying(
              TenantHaltedException.class, e -> assertThat(e.sequence()).isZero())
          .hasCauseInstanceOf(AppendBuiltOnVoidException.class);
    }
    assertThat(log.lastSequence()).isEqualTo(lost);
    assertThat(shown()).as("a halted tenant still shows what it has").isEqualTo(2);

    reopen();
    assertThat(shown()).isEqualTo(1);
    put(4, Durability.sync());
    reopen();
    assertThat(shown()).isEqualTo(4);
  }

  /** It was: a tenant that nobody writes went on showing it until it was opened again. */
  @Test
  void aTenantThatIsOnlyReadIsHaltedAtALookWhenTheLogTookBackWhatItShows() {
    put(1, Durability.sync());
    put(2, Durability.none());
    log.settle();
    tenant.care().haltIfTakenBack();
    assertThat(tenant.isHalted()).as("nothing was taken back").isFalse();
    failNextWrite();
    put(3, Durability.none());
    log.settle();
    tenant.care().haltIfTakenBack();
    assertThat(tenant.isHalted()).isTrue();
    reopen();
    assertThat(shown()).isEqualTo(2);
    tenant.care().haltIfTakenBack();
    assertThat(tenant.isHalted()).isFalse();
  }

  /** It was: it was closed, and could not be opened again while the disk was full. */
  @Test
  void aTenantWhoseCommitsTheLogCannotWriteNowIsNotReadyToClose() {
    put(1, Durability.sync());
    failAllWrites();
    tenant.care().requireReadyToClose(Duration.ofSeconds(30));
    put(2, Durability.none());
    assertThatThrownBy(() -> tenant.care().requireReadyToClose(Duration.ofSeconds(30)))
        .isInstanceOf(LogFullException.class);
    assertThat(shown()).isEqualTo(2);
    files.setPlan(FaultPlan.none());
    while (!tenant.isHalted()) { // the log takes it back as soon as it can
      try {
        tenant.care().requireReadyToClose(Duration.ofSeconds(30));
      } catch (LogFullException _) {
        Thread.onSpinWait();
      }
    }
    tenant.care().requireReadyToClose(Duration.ofSeconds(30));
    reopenPatiently();
    assertThat(shown()).isEqualTo(1);
  }

  /** It was: who closed it for others waited as long as the disk did. */
  @Test
  void aDiskThatDoesNotAnswerHoldsNobodyUpForLong() {
    put(1, Durability.sync());
    CountDownLatch sync = holdSyncs();
    put(2, Durability.none());
    assertThatThrownBy(() -> tenant.care().requireReadyToClose(Duration.ofMillis(5)))
        .isInstanceOf(LogIoException.class)
        .hasMessageContaining("tenant=1");
    assertThat(shown()).isEqualTo(2);
    sync.countDown();
    tenant.care().requireReadyToClose(Duration.ofSeconds(30));
    assertThat(tenant.isKnownDurable(tenant.appliedSequence())).isTrue();
  }

  @Test
  void aSyncedCommitOnALostOneIsNotAcknowledged() {
    put(1, Durability.sync());
    failAllWrites();
    put(2, Durability.interval(Duration.ofMillis(1)));
    assertThatThrownBy(() -> put(3, Durability.sync())).isInstanceOf(ThermographException.class);
    assertThat(shown()).as("nothing synced was shown early").isLessThan(3);
    files.setPlan(FaultPlan.none());

    reopenPatiently();
    assertThat(shown()).isEqualTo(1);
    put(4, Durability.sync());
    assertThat(shown()).isEqualTo(4);
  }

  /** It was: opening a tenant took the answer for which somebody else came. */
  @Test
  void openingTakesNobodysAnswer() {
    failNextWrite();
    log.append(OTHER, (byte) 9, ByteBuffer.allocate(1), Durability.none(), new AppendReceipt());
    reopen();
    assertThatThrownBy(log::sync).isInstanceOf(AppendRefusedException.class);
  }

  @Test
  void aTenantDoesNotOpenWhileItsCommitsAreUncertainAndDoesLater() {
    put(1, Durability.sync());
    failAllWrites();
    put(2, Durability.none());
    tenant.close();
    assertThatThrownBy(this::open).isInstanceOf(LogFullException.class);
    files.setPlan(FaultPlan.none());

    reopenPatiently();
    assertThat(shown()).isEqualTo(1);
  }

  private void reopenPatiently() {
    tenant.close();
    while (true) {
      try {
        tenant = open();
        return;
      } catch (LogFullException e) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
    }
  }

  /** It was: a change that only looked returned what a crash could still take back. */
  @Test
  void aChangeThatOnlyLooksWaitsForWhatItSaw() throws Exception {
    CountDownLatch sync = holdSyncs();
    CompletableFuture<Long> committed =
        CompletableFuture.supplyAsync(() -> put(1, Durability.sync()), HotTenantHaltTest::start);
    while (tenant.store().nodeEnd() == 0) {
      Thread.onSpinWait();
    }
    CountDownLatch looking = new CountDownLatch(1);
    CompletableFuture<Long> looked =
        CompletableFuture.supplyAsync(
            () -> {
              long saw = tenant.commit(_ -> looking.countDown(), Durability.none());
              try (TenantView view = tenant.open()) {
                assertThat(view.sequence()).isGreaterThanOrEqualTo(saw);
              }
              return saw;
            },
            HotTenantHaltTest::start);
    await(looking);
    sync.countDown();
    assertThat(looked.get(30, TimeUnit.SECONDS)).isEqualTo(committed.get(30, TimeUnit.SECONDS));
    assertThat(shown()).isEqualTo(1);
  }

  private CountDownLatch holdSyncs() {
    CountDownLatch sync = new CountDownLatch(1);
    files.setPlan(
        occurrence -> {
          if (occurrence.kind() == OperationKind.SYNC) {
            await(sync);
          }
          return null;
        });
    return sync;
  }

  /** It was: whoever asked saw a catalog that a crash could take back. */
  @Test
  void aCatalogIsShownWithItsCommitAndNotBefore() throws Exception {
    CountDownLatch sync = holdSyncs();
    CompletableFuture<Long> committed =
        CompletableFuture.supplyAsync(
            () ->
                tenant.commit(commit -> commit.catalog(bytes(5), 0, Long.BYTES), Durability.sync()),
            HotTenantHaltTest::start);
    while (tenant.appliedCatalog().length == 0) {
      Thread.onSpinWait();
    }
    assertThat(tenant.catalog()).isEmpty();
    try (TenantView before = tenant.open()) {
      sync.countDown();
      long sequence = committed.get(30, TimeUnit.SECONDS);

      assertThat(tenant.catalog()).hasSize(Long.BYTES);
      assertThat(before.catalog()).isEmpty();
      try (TenantView after = tenant.open()) {
        assertThat(after.sequence()).isEqualTo(sequence);
        assertThat(after.catalog()).isEqualTo(tenant.catalog());
      }
    }
  }

  private static void start(Runnable body) {
    new Thread(body, "halt-test").start();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aCommitThatCannotBeAppliedHaltsTheTenantAndNoViewIsOpened() {
    put(1, Durability.sync());
    assertThatThrownBy(() -> tenant.commit(commit -> commit.deleteNode(7), Durability.sync()))
        .isInstanceOfSatisfying(
            TenantHaltedException.class, e -> assertThat(e.sequence()).isEqualTo(2))
        .hasCauseInstanceOf(CommitDamagedException.class);
    assertThatThrownBy(tenant::open).isInstanceOf(TenantHaltedException.class);
    assertThatThrownBy(() -> tenant.openAt(1)).isInstanceOf(TenantHaltedException.class);
    assertThatThrownBy(() -> put(2, Durability.sync()))
        .isInstanceOfSatisfying(
            TenantHaltedException.class, e -> assertThat(e.sequence()).isZero());
    assertThatThrownBy(this::open).isInstanceOf(CommitDamagedException.class);
  }

  /** The backstop: a log that no tenant could have made by itself is refused, not guessed at. */
  @Test
  void aTenantThatWasOpenTwiceDoesNotReplay() {
    put(1, Durability.sync());
    try (HotTenant second = open()) {
      put(2, Durability.sync());
      second.commit(commit -> put(commit, 3), Durability.sync());
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(CommitChainBrokenException.class)
        .hasMessageContaining("sequence=3 builtOn=1 last=2");
  }
}
