package dev.thermograph.engine.internal.residence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Opens rooms, remembers which, and notices when one is opened twice. */
final class Rooms implements Opener<Room> {
  final List<String> problems = Collections.synchronizedList(new ArrayList<>());
  volatile @Nullable CountDownLatch hold;
  volatile @Nullable RuntimeException failure;
  volatile boolean mayClose = true;
  volatile boolean closingFails;

  /** While it is there, nobody gets out. */
  volatile @Nullable CountDownLatch closingHold;

  /** Why nobody leaves. */
  volatile @Nullable RuntimeException staysBecause;

  /** Who takes long to open: until the latch is open. */
  final Map<Integer, CountDownLatch> slow = new ConcurrentHashMap<>();

  /** How many began to take long, and of these, how many are at it. */
  final AtomicInteger slowBegun = new AtomicInteger();

  final AtomicInteger slowUnderWay = new AtomicInteger();
  private final List<Integer> opened = new ArrayList<>();
  private final List<Integer> closed = new ArrayList<>();
  private final Set<Integer> open = new HashSet<>();

  /** Whoever waits for a latch waits no more, as after a test that failed. */
  void letEverybodyGo() {
    Stream.of(Optional.ofNullable(hold), Optional.ofNullable(closingHold))
        .forEach(gate -> gate.ifPresent(CountDownLatch::countDown));
    slow.values().forEach(CountDownLatch::countDown);
  }

  @Override
  public boolean mayClose() {
    return mayClose;
  }

  @Override
  public Opening<Room> open(int number) {
    CountDownLatch gate = slow.get(number);
    return gate == null ? new Opening.Opened<>(openNow(number)) : new Rebuilding(number, gate);
  }

  /** One that takes long. */
  private final class Rebuilding implements Opening.Rest<Room> {
    private final int number;
    private final CountDownLatch gate;

    Rebuilding(int number, CountDownLatch gate) {
      this.number = number;
      this.gate = gate;
      slowBegun.incrementAndGet();
    }

    @Override
    public Room finish() {
      slowUnderWay.incrementAndGet();
      await(gate);
      return openNow(number);
    }

    @Override
    public void giveUp() {
      problems.add("given up: " + number);
    }
  }

  private Room openNow(int number) {
    CountDownLatch gate = hold;
    if (gate != null) {
      await(gate);
    }
    synchronized (this) {
      opened.add(number);
      RuntimeException thrown = failure;
      if (thrown != null) {
        throw thrown;
      }
      if (!open.add(number)) {
        problems.add("opened twice: " + number);
      }
      return new Room(number, this);
    }
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void left(Room room) {
    CountDownLatch gate = closingHold;
    if (gate != null) {
      await(gate);
    }
    leftNow(room);
  }

  private synchronized void leftNow(Room room) {
    closed.add(room.number);
    if (!open.remove(room.number)) {
      problems.add("closed twice: " + room.number);
    }
    if (closingFails) {
      throw new IllegalStateException("the door is stuck");
    }
  }

  synchronized List<Integer> opened() {
    return List.copyOf(opened);
  }

  synchronized List<Integer> closed() {
    return List.copyOf(closed);
  }
}
