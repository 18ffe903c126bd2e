package dev.thermograph.engine.internal.residence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.TenantNotOpenedException;
import dev.thermograph.engine.metrics.EngineCounter;
import dev.thermograph.engine.metrics.RecordedMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ResidenceTest {
  private static final long SEED = Long.getLong("thermograph.seed", 1);
  private static final int THREADS = 16;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final RecordedMetrics metrics = new RecordedMetrics();
  private final SteppedClock clock = new SteppedClock();
  private final Rooms rooms = new Rooms();
  private final Workers workers = Workers.start("test-workers", 3, metrics);

  @AfterEach
  void endWorkers() {
    workers.close();
  }

  private Residence<Room> residence(int countMax) {
    return new Residence<>(rooms, workers, countMax, clock, metrics);
  }

  private void visit(Residence<Room> residence, int number) {
    clock.step();
    Slot<Room> slot = residence.slot(number);
    Room room = residence.use(slot);
    assertThat(room.number).isEqualTo(number);
    clock.step();
    residence.leave(slot);
  }

  @Test
  void theOneNotUsedForTheLongestTimeLeaves() {
    Residence<Room> residence = residence(3);
    for (int number : new int[] {1, 2, 3, 1, 4, 2, 5, 1}) {
      visit(residence, number);
    }
    // 4 pushes 2 out, 2 pushes 3 out, 5 pushes 1 out, 1 pushes 4 out.
    assertThat(rooms.closed()).containsExactly(2, 3, 1, 4);
    assertThat(rooms.opened()).containsExactly(1, 2, 3, 4, 2, 5, 1);
    assertThat(metrics.total(EngineCounter.TENANTS_EVICTED)).isEqualTo(4);
  }

  @Test
  void leavingCountsAsUse() {
    Residence<Room> residence = residence(2);
    Slot<Room> first = residence.slot(1);
    residence.use(first);
    visit(residence, 2);
    clock.step();
    residence.leave(first);
    visit(residence, 3);
    assertThat(rooms.closed()).containsExactly(2);
  }

  @Test
  void lookingInTheBackgroundIsNoUse() {
    Residence<Room> residence = residence(2);
    visit(residence, 1);
    visit(residence, 2);
    clock.step();
    assertThat(residence.useIfOpen(residence.slot(1))).isNotNull();
    residence.leaveUnnoticed(residence.slot(1));
    visit(residence, 3);
    assertThat(rooms.closed()).containsExactly(1);
  }

  @Test
  void thoseInUseStayAndTheCapIsMadeGoodLater() {
    Residence<Room> residence = residence(2);
    for (int number = 1; number <= 5; number++) {
      residence.use(residence.slot(number));
      clock.step();
    }
    assertThat(residence.count()).isEqualTo(5);
    assertThat(rooms.closed()).isEmpty();
    assertThat(metrics.total(EngineCounter.CAP_EXCEEDED)).isEqualTo(3);
    for (int number = 1; number <= 5; number++) {
      clock.step();
      residence.leave(residence.slot(number));
    }
    assertThat(rooms.closed()).isEmpty();
    residence.tidy(Long.MAX_VALUE);
    assertThat(rooms.closed()).containsExactly(1, 2, 3);
    assertThat(residence.count()).isEqualTo(2);
  }

  @Test
  void manyWhoComeAtOnceWaitForOneOpening() throws Exception {
    Residence<Room> residence = residence(10);
    Slot<Room> slot = residence.slot(7);
    rooms.hold = new CountDownLatch(1);
    List<Future<Room>> users =
        startTogether(
            () -> {
              Room room = residence.use(slot);
              residence.leave(slot);
              return room;
            });
    rooms.hold.countDown();
    Room first = users.getFirst().get();
    for (Future<Room> user : users) {
      assertThat(user.get()).isSameAs(first);
    }
    assertThat(rooms.opened()).containsExactly(7);
  }

  @Test
  void aFailureIsToldToAllWhoWaitAndTheNextTriesAgain() throws Exception {
    Residence<Room> residence = residence(10);
    Slot<Room> slot = residence.slot(7);
    rooms.hold = new CountDownLatch(1);
    rooms.failure = new IllegalStateException("no such room today");
    AtomicInteger arrived = new AtomicInteger();
    List<Future<Room>> users =
        startTogether(
            () -> {
              arrived.incrementAndGet();
              return residence.use(slot);
            });
    while (arrived.get() < THREADS || !slot.isOpening()) {
      Thread.onSpinWait();
    }
    rooms.hold.countDown();
    for (Future<Room> user : users) {
      assertThatThrownBy(user::get)
          .cause()
          .isInstanceOf(TenantNotOpenedException.class)
          .hasMessageContaining("number=7")
          .hasRootCauseMessage("no such room today");
    }
    rooms.failure = null;
    int before = rooms.opened().size();
    assertThat(residence.use(slot).number).isEqualTo(7);
    assertThat(rooms.opened()).hasSize(before + 1);
    assertThat(residence.count()).isEqualTo(1);
  }

  @Test
  void nobodyLeavesWhoCouldNotComeBack() {
    Residence<Room> residence = residence(1);
    visit(residence, 1);
    rooms.mayClose = false;
    visit(residence, 2);
    residence.tidy(0);
    assertThat(rooms.closed()).isEmpty();
    assertThat(metrics.total(EngineCounter.CAP_EXCEEDED)).isEqualTo(1);
    rooms.mayClose = true;
    visit(residence, 3);
    assertThat(rooms.closed()).containsExactly(1, 2);
  }

  @Test
  void idleAndWornOnesAreClosedButNotThoseInUse() {
    Residence<Room> residence = residence(10);
    visit(residence, 1);
    Slot<Room> used = residence.slot(2);
    Room room = residence.use(used);
    clock.advance(10 * SECOND);
    visit(residence, 3);
    residence.tidy(5 * SECOND);
    assertThat(rooms.closed()).containsExactly(1);
    room.isWorn = true;
    residence.tidy(Long.MAX_VALUE);
    assertThat(rooms.closed()).containsExactly(1);
    residence.leave(used);
    residence.tidy(Long.MAX_VALUE);
    assertThat(rooms.closed()).containsExactly(1, 2);
    assertThat(residence.use(used)).isNotSameAs(room);
  }

  @Test
  void aBarredOneIsClosedOnceNobodyUsesItAndRefusesUntilLetInAgain() throws Exception {
    Residence<Room> residence = residence(10);
    Slot<Room> slot = residence.slot(1);
    residence.use(slot);
    assertThat(residence.bar(slot, () -> new IllegalStateException("barred"), 1))
        .as("it is in use")
        .isFalse();
    visit(residence, 1);
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      Future<Boolean> barring =
          executor.submit(
              () -> {
                boolean isQuiet =
                    residence.bar(slot, () -> new IllegalStateException("barred"), 60 * SECOND);
                residence.closeBarred(slot, room -> room.isWorn = true);
                return isQuiet;
              });
      while (slot.tryUse(0) != null) {
        residence.leave(slot);
      }
      assertThatThrownBy(() -> residence.use(slot)).hasMessage("barred");
      assertThat(rooms.closed()).isEmpty();
      residence.leave(slot);
      assertThat(barring.get()).isTrue();
    }
    assertThat(rooms.closed()).containsExactly(1);
    assertThatThrownBy(() -> residence.use(slot)).hasMessage("barred");
    residence.unbar(slot);
    visit(residence, 1);
  }

  /** Else it would be closed, and write its files, beside who has barred it to erase them. */
  @Test
  void aBarredOneIsLeftToWhoHasBarredIt() {
    Residence<Room> residence = residence(1);
    visit(residence, 1);
    Slot<Room> slot = residence.slot(1);
    assertThat(residence.bar(slot, () -> new IllegalStateException("barred"), SECOND)).isTrue();
    visit(residence, 2);
    residence.tidy(0);
    assertThat(rooms.closed()).containsExactly(2);
    assertThat(slot.findBarred()).isPresent();
    residence.closeBarred(slot, _ -> {});
    assertThat(rooms.closed()).containsExactly(2, 1);
  }

  @Test
  void aClosingThatFailsIsCountedAndTheNextUseOpensAnew() {
    Residence<Room> residence = residence(1);
    visit(residence, 1);
    rooms.closingFails = true;
    visit(residence, 2);
    assertThat(metrics.lastFailure()).isPresent();
    assertThat(residence.count()).isEqualTo(1);
    visit(residence, 1);
  }

  /** Whoever uses a room finds it open, whatever leaves meanwhile; two are never open for one. */
  @Test
  void usersAndEvictorsRaceAndNobodyIsInAClosedRoom() throws Exception {
    Residence<Room> residence = residence(4);
    AtomicInteger seeds = new AtomicInteger();
    List<Future<Integer>> users =
        startTogether(
            () -> {
              SplittableRandom random = new SplittableRandom(SEED + seeds.getAndIncrement());
              int used = 0;
              for (int round = 0; round < 3_000; round++) {
                Slot<Room> slot = residence.slot(random.nextInt(12));
                Room room = residence.use(slot);
                room.requireOpen();
                Thread.onSpinWait();
                room.requireOpen();
                residence.leave(slot);
                used++;
                if (random.nextInt(500) == 0) {
                  residence.tidy(0);
                }
              }
              return used;
            });
    for (Future<Integer> user : users) {
      assertThat(user.get()).as("seed=%d", SEED).isEqualTo(3_000);
    }
    residence.tidy(Long.MAX_VALUE);
    assertThat(residence.count()).isLessThanOrEqualTo(4);
    assertThat(rooms.opened().size() - rooms.closed().size()).isEqualTo(residence.count());
    assertThat(rooms.problems).as("seed=%d", SEED).isEmpty();
    assertThat(rooms.closed()).as("rooms were closed at all").hasSizeGreaterThan(12);
  }

  /** The planted bug: who evicts does not look whether anybody is in. */
  @Test
  void aRoomClosedUnderItsUserIsFound() {
    Residence<Room> residence = residence(4);
    Room room = residence.use(residence.slot(1));
    room.close();
    assertThatThrownBy(room::requireOpen).isInstanceOf(IllegalStateException.class);
  }

  private static <T> List<Future<T>> startTogether(Callable<T> task) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Future<T>> futures = new ArrayList<>();
    ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    for (int thread = 0; thread < THREADS; thread++) {
      futures.add(
          executor.submit(
              () -> {
                start.await();
                return task.call();
              }));
    }
    executor.shutdown();
    return futures;
  }
}
