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
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class ResidenceTest {
  private static final long SEED = Long.getLong("thermograph.seed", 1);
  private static final int THREADS = 16;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final RecordedMetrics metrics = new RecordedMetrics();
  private final SteppedClock clock = new SteppedClock();
  private final Rooms rooms = new Rooms();
  private final ResidenceThreads threads =
      new ResidenceThreads(
          Workers.start("test-open", 3, metrics),
          Workers.start("test-rebuild", 2, metrics),
          Workers.start("test-close", 1, metrics));

  @AfterEach
  void endThreads() {
    rooms.letEverybodyGo();
    threads.close();
  }

  private Residence<Room> residence(int countMax) {
    return new Residence<>(rooms, threads, countMax, clock, metrics);
  }

  /** All who were leaving have left, for there is one thread for that. */
  private List<Integer> closed() {
    threads.closers().call(() -> {});
    return rooms.closed();
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
    assertThat(closed()).containsExactly(2, 3, 1, 4);
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
    assertThat(closed()).containsExactly(2);
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
    assertThat(closed()).containsExactly(1);
  }

  @Test
  void thoseInUseStayAndTheCapIsMadeGoodLater() {
    Residence<Room> residence = residence(2);
    for (int number = 1; number <= 5; number++) {
      residence.use(residence.slot(number));
      clock.step();
    }
    assertThat(residence.count()).isEqualTo(5);
    assertThat(closed()).isEmpty();
    assertThat(metrics.total(EngineCounter.CAP_EXCEEDED)).isEqualTo(3);
    for (int number = 1; number <= 5; number++) {
      clock.step();
      residence.leave(residence.slot(number));
    }
    assertThat(closed()).isEmpty();
    residence.tidyNow(Long.MAX_VALUE);
    assertThat(closed()).containsExactly(1, 2, 3);
    assertThat(residence.count()).isEqualTo(2);
  }

  /** Who comes would else wait for the snapshot of who leaves. */
  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void anOpeningDoesNotWaitForTheOneThatLeavesForIt() {
    Residence<Room> residence = residence(1);
    visit(residence, 1);
    CountDownLatch door = new CountDownLatch(1);
    rooms.closingHold = door;
    visit(residence, 2);
    assertThat(rooms.opened()).containsExactly(1, 2);
    assertThat(rooms.closed()).isEmpty();
    assertThat(residence.count()).isEqualTo(1);
    door.countDown();
    assertThat(closed()).containsExactly(1);
    assertThat(metrics.total(EngineCounter.CAP_EXCEEDED)).isZero();
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void noMoreThanAFewAreLeavingBeyondTheCap() throws Exception {
    Residence<Room> residence = residence(3);
    int most = 3 + Departures.overshoot(3);
    CountDownLatch door = new CountDownLatch(1);
    rooms.closingHold = door;
    for (int number = 1; number <= most; number++) {
      visit(residence, number);
    }
    Thread late = new Thread(() -> visit(residence, most + 1), "late");
    late.start();
    while (late.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    visit(residence, most); // it is open, so nobody who uses it waits
    threads.openers().call(() -> {});
    assertThat(rooms.opened()).hasSize(most).doesNotContain(most + 1);
    door.countDown();
    late.join();
    assertThat(rooms.opened()).contains(most + 1);
    assertThat(closed()).containsExactly(1, 2, 3);
    assertThat(residence.count()).isEqualTo(3);
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void openingsThatTakeLongAreInNobodysWay() throws Exception {
    Residence<Room> residence = residence(20);
    CountDownLatch end = new CountDownLatch(1);
    List<Thread> patient = new ArrayList<>();
    for (int number = 1; number <= 6; number++) { // more than there are threads of any sort
      int slow = number;
      rooms.slow.put(slow, end);
      patient.add(new Thread(() -> visit(residence, slow), "patient"));
    }
    patient.forEach(Thread::start);
    while (rooms.slowBegun.get() < 6 || rooms.slowUnderWay.get() < 2) {
      Thread.onSpinWait();
    }
    visit(residence, 7);
    assertThat(rooms.opened()).containsExactly(7);
    end.countDown();
    for (Thread thread : patient) {
      thread.join();
    }
    assertThat(rooms.opened()).hasSize(7);
    assertThat(rooms.problems).isEmpty();
  }

  /** As on a full disk: who could not be opened again would be lost to his readers, too. */
  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void oneThatCannotLeaveStaysAsItWas() {
    Residence<Room> residence = residence(1);
    Room first = residence.use(residence.slot(1));
    residence.leave(residence.slot(1));
    rooms.staysBecause = new IllegalStateException("the street is flooded");
    visit(residence, 2);
    assertThat(closed()).isEmpty();
    assertThat(metrics.lastFailure()).get().asString().contains("tenant 1 stays open");
    clock.step();
    assertThat(residence.use(residence.slot(1))).isSameAs(first);
    residence.leave(residence.slot(1));
    visit(residence, 3);
    assertThat(metrics.total(EngineCounter.CAP_EXCEEDED)).as("nobody was tried again").isEqualTo(1);
    assertThat(residence.count()).isEqualTo(3);
    rooms.staysBecause = null;
    clock.advance(2 * SECOND);
    visit(residence, 4);
    assertThat(closed()).containsExactly(2, 1, 3);
    assertThat(residence.count()).isEqualTo(1);
  }

  /** He would else be told that the opening failed, and not why. */
  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whoWaitsForAnOpeningThatIsCalledOffIsToldWhy() throws Exception {
    Residence<Room> residence = residence(1);
    Slot<Room> slot = residence.slot(1);
    rooms.hold = new CountDownLatch(1);
    rooms.failure = new CancellationException("called off");
    ExecutorService executor = Executors.newSingleThreadExecutor();
    Future<Room> user = executor.submit(() -> residence.use(slot));
    while (!slot.isOpening()) {
      Thread.onSpinWait();
    }
    residence.keepBarred(slot, () -> new IllegalStateException("barred"));
    rooms.hold.countDown();
    residence.awaitSettled(slot);
    assertThat(slot.isOpen()).isFalse();
    assertThatThrownBy(user::get).cause().hasMessage("barred");
    executor.shutdown();
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
    residence.tidyNow(0);
    assertThat(closed()).isEmpty();
    assertThat(metrics.total(EngineCounter.CAP_EXCEEDED)).isEqualTo(1);
    rooms.mayClose = true;
    visit(residence, 3);
    assertThat(closed()).containsExactly(1, 2);
  }

  @Test
  void idleAndWornOnesAreClosedButNotThoseInUse() {
    Residence<Room> residence = residence(10);
    visit(residence, 1);
    Slot<Room> used = residence.slot(2);
    Room room = residence.use(used);
    clock.advance(10 * SECOND);
    visit(residence, 3);
    residence.tidyNow(5 * SECOND);
    assertThat(closed()).containsExactly(1);
    room.isWorn = true;
    residence.tidyNow(Long.MAX_VALUE);
    assertThat(closed()).containsExactly(1);
    residence.leave(used);
    residence.tidyNow(Long.MAX_VALUE);
    assertThat(closed()).containsExactly(1, 2);
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
      assertThat(closed()).isEmpty();
      residence.leave(slot);
      assertThat(barring.get()).isTrue();
    }
    assertThat(closed()).containsExactly(1);
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
    residence.tidyNow(0);
    assertThat(closed()).containsExactly(2);
    assertThat(slot.findBarred()).isPresent();
    residence.closeBarred(slot, _ -> {});
    assertThat(closed()).containsExactly(2, 1);
  }

  @Test
  void aClosingThatFailsIsCountedAndTheNextUseOpensAnew() {
    Residence<Room> residence = residence(1);
    visit(residence, 1);
    rooms.closingFails = true;
    visit(residence, 2);
    assertThat(closed()).containsExactly(1);
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
                  residence.tidyNow(0);
                }
              }
              return used;
            });
    for (Future<Integer> user : users) {
      assertThat(user.get()).as("seed=%d", SEED).isEqualTo(3_000);
    }
    residence.tidyNow(Long.MAX_VALUE);
    int closedCount = closed().size();
    assertThat(residence.count()).isLessThanOrEqualTo(4);
    assertThat(rooms.opened().size() - closedCount).isEqualTo(residence.count());
    assertThat(rooms.problems).as("seed=%d", SEED).isEmpty();
    assertThat(closed()).as("rooms were closed at all").hasSizeGreaterThan(12);
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
