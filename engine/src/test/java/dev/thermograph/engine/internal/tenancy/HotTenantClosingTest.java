package dev.thermograph.engine.internal.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.ReentrantUseException;
import dev.thermograph.engine.error.TenantClosedException;
import dev.thermograph.engine.error.TenantInUseException;
import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** Who comes too late, or from inside, is refused by type; memory goes when nobody looks. */
@Timeout(60)
final class HotTenantClosingTest {
  private static final int COMMIT_BYTES_MAX = 1 << 16;
  private static final int RACES = 300;

  private final WriteAheadLog log =
      WriteAheadLog.open(
          MemorySegmentFiles.create(),
          LogOptions.defaults()
              .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
              .withPreparedSegmentCountMax(0));
  private final HotTenant tenant = open();

  @AfterEach
  void close() {
    tenant.close();
    log.close();
  }

  private HotTenant open() {
    return HotTenants.open(1, log, new ArenaExtents(), COMMIT_BYTES_MAX);
  }

  private static void putNode(CommitWriter commit) {
    commit.putNode(0, 0, MemorySegment.NULL, 0, 0);
  }

  @Test
  void aClosedTenantRefusesByType() {
    long sequence = tenant.commit(HotTenantClosingTest::putNode, Durability.sync());
    tenant.close();
    tenant.close();

    Executable[] uses = {
      () -> tenant.commit(HotTenantClosingTest::putNode, Durability.sync()),
      () -> tenant.care().retainFrom(sequence),
      () -> tenant.open(),
      () -> tenant.openAt(sequence),
      () -> tenant.openAt(sequence + 1),
      () -> tenant.store()
    };
    for (Executable use : uses) {
      assertThatThrownBy(use::execute)
          .isInstanceOf(TenantClosedException.class)
          .hasMessageContaining("tenant=1");
    }
    assertThat(log.lastSequence()).isEqualTo(sequence);
  }

  @Test
  void aStoppedTenantTakesNoCommitAndShowsWhatItHas() {
    long sequence = tenant.commit(HotTenantClosingTest::putNode, Durability.sync());
    tenant.stop();
    tenant.stop();

    assertThatThrownBy(() -> tenant.commit(HotTenantClosingTest::putNode, Durability.sync()))
        .isInstanceOf(TenantClosedException.class);
    try (TenantView view = tenant.open();
        HotTenant second = open()) {
      assertThat(view.sequence()).isEqualTo(sequence);
      assertThat(second.commit(HotTenantClosingTest::putNode, Durability.sync()))
          .isGreaterThan(sequence);
      assertThat(view.store().node(0, view.sequence())).isNotEqualTo(GraphStore.NONE);
    }
  }

  @Test
  void openViewsKeepATenantOpen() {
    try (TenantView view = tenant.open()) {
      assertThatThrownBy(tenant::close)
          .isInstanceOf(TenantInUseException.class)
          .hasMessageContaining("count=1");
      long sequence = tenant.commit(HotTenantClosingTest::putNode, Durability.sync());
      assertThat(view.sequence()).isLessThan(sequence);
    }
    tenant.close();
    assertThatThrownBy(tenant::open).isInstanceOf(TenantClosedException.class);
  }

  @Test
  void whatACollectingChangeMustNotAskForIsRefusedAndTheCommitGoesOn() {
    long sequence =
        tenant.commit(
            commit -> {
              refuseInside("commit", () -> tenant.commit(_ -> {}, Durability.sync()));
              refuseInside("retainFrom", () -> tenant.care().retainFrom(0));
              refuseInside("stop", tenant::stop);
              refuseInside("close", tenant::close);
              try (TenantView view = tenant.open()) {
                assertThat(view.sequence()).isZero();
              }
              putNode(commit);
            },
            Durability.sync());
    try (TenantView view = tenant.open()) {
      assertThat(view.store().node(0, sequence)).isNotEqualTo(GraphStore.NONE);
    }
  }

  private static void refuseInside(String call, Runnable use) {
    assertThatThrownBy(use::run)
        .isInstanceOf(ReentrantUseException.class)
        .hasMessageContaining("call=" + call);
  }

  /** It was: the memory went while the commit was being applied to it. */
  @Test
  void closingWaitsForACommitUnderWay() throws Exception {
    CountDownLatch collecting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<Long> committed =
        CompletableFuture.supplyAsync(
            () ->
                tenant.commit(
                    commit -> {
                      collecting.countDown();
                      await(goOn);
                      putNode(commit);
                    },
                    Durability.sync()),
            HotTenantClosingTest::start);
    await(collecting);
    AtomicReference<Thread> closer = new AtomicReference<>();
    CompletableFuture<Void> closed =
        CompletableFuture.runAsync(tenant::close, body -> closer.set(start(body)));
    while (closer.get().getState() != Thread.State.WAITING) {
      LockSupport.parkNanos(100_000);
    }
    assertThat(closed.isDone()).isFalse();
    goOn.countDown();

    long sequence = committed.get(30, TimeUnit.SECONDS);
    closed.get(30, TimeUnit.SECONDS);
    assertThat(sequence).isEqualTo(1);
    assertThatThrownBy(tenant::open).isInstanceOf(TenantClosedException.class);
  }

  /** Readers that come while it closes see a whole graph or are refused; there is no third way. */
  @Test
  void readersRaceWithTheClosing() throws Exception {
    tenant.commit(HotTenantClosingTest::putNode, Durability.sync());
    for (int race = 0; race < RACES; race++) {
      HotTenant racing = open();
      CyclicBarrier start = new CyclicBarrier(2);
      CompletableFuture<Void> reader =
          CompletableFuture.runAsync(() -> look(racing, start), HotTenantClosingTest::start);
      start.await();
      closePatiently(racing);
      assertThatThrownBy(racing::open).isInstanceOf(TenantClosedException.class);
      reader.get(30, TimeUnit.SECONDS);
    }
  }

  private static void look(HotTenant racing, CyclicBarrier start) {
    try {
      start.await();
      try (TenantView view = racing.open()) {
        assertThat(view.store().node(0, view.sequence())).isNotEqualTo(GraphStore.NONE);
      }
    } catch (TenantClosedException e) {
      assertThat(e).hasMessageContaining("tenant=1");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void closePatiently(HotTenant racing) {
    while (true) {
      try {
        racing.close();
        return;
      } catch (TenantInUseException e) {
        Thread.onSpinWait();
      }
    }
  }

  private static Thread start(Runnable body) {
    Thread thread = new Thread(body, "closing-test");
    thread.start();
    return thread;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
