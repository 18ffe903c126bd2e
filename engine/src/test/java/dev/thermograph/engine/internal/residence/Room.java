package dev.thermograph.engine.internal.residence;

import java.util.concurrent.atomic.AtomicBoolean;

/** A resident that knows whether it is open. */
final class Room implements Resident {
  final int number;
  volatile boolean isWorn;
  private final Rooms rooms;
  private final AtomicBoolean isOpen = new AtomicBoolean(true);

  Room(int number, Rooms rooms) {
    this.number = number;
    this.rooms = rooms;
  }

  void requireOpen() {
    if (!isOpen.get()) {
      throw new IllegalStateException("somebody is in a closed room: number=" + number);
    }
  }

  @Override
  public boolean isWorn() {
    return isWorn;
  }

  @Override
  public long memoryBytes() {
    return 1;
  }

  @Override
  public void prepareToLeave() {
    RuntimeException why = rooms.staysBecause;
    if (why != null) {
      throw why;
    }
  }

  @Override
  public void close() {
    isOpen.set(false);
    rooms.left(this);
  }
}
