package dev.thermograph.engine.internal.residence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Opens rooms, remembers which, and notices when one is opened twice. */
final class Rooms implements Opener<Room> {
  final List<String> problems = Collections.synchronizedList(new ArrayList<>());
  volatile @Nullable CountDownLatch hold;
  volatile @Nullable RuntimeException failure;
  volatile boolean mayClose = true;
  volatile boolean closingFails;
  private final List<Integer> opened = new ArrayList<>();
  private final List<Integer> closed = new ArrayList<>();
  private final Set<Integer> open = new HashSet<>();

  @Override
  public boolean mayClose() {
    return mayClose;
  }

  @Override
  public Room open(int number) {
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

  synchronized void left(Room room) {
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
