package dev.thermograph.properties.crash;

import java.util.Arrays;
import java.util.HashMap;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A disk and the page cache above it: names, files, and what of both is durable.
 *
 * <p>Changes only through {@link #apply}, so that replaying a journal on a copy of the first state
 * leads through the same states. <b>Single-threaded:</b> under the lock of its {@link CrashDisk},
 * or in one replay.
 */
final class DiskState {
  private final int sectorShift;
  private final NameTable names;
  private @Nullable Inode[] inodes;
  private int inodeCount;
  private int nextOrder;

  DiskState(int sectorShift, NameTable names, @Nullable Inode[] inodes, int inodeCount) {
    this.sectorShift = sectorShift;
    this.names = names;
    this.inodes = inodes;
    this.inodeCount = inodeCount;
  }

  static DiskState empty(int sectorShift) {
    return new DiskState(sectorShift, new NameTable(new HashMap<>()), new Inode[4], 0);
  }

  DiskState copy() {
    @Nullable Inode[] copies = new Inode[inodes.length];
    for (int index = 0; index < inodeCount; index++) {
      Inode inode = inodes[index];
      copies[index] = inode == null ? null : inode.copy();
    }
    DiskState copy = new DiskState(sectorShift, names.copy(), copies, inodeCount);
    copy.nextOrder = nextOrder;
    return copy;
  }

  /** What a running process sees, as if all of it were durable. */
  DiskState settled() {
    return withEach(Inode::settled);
  }

  /** What the disk has once the page cache has written what it means to write. */
  DiskState rebooted() {
    return withEach(Inode::device);
  }

  private DiskState withEach(UnaryOperator<Inode> change) {
    @Nullable Inode[] changed = new Inode[inodes.length];
    for (Integer number : names.current().values()) {
      changed[number] = change.apply(inode(number));
    }
    return new DiskState(
        sectorShift, new NameTable(new HashMap<>(names.current())), changed, inodeCount);
  }

  int sectorShift() {
    return sectorShift;
  }

  NameTable names() {
    return names;
  }

  /** Place of the next write among all writes of this disk. */
  int nextOrder() {
    return nextOrder;
  }

  /** How many numbers for files were given out, which is also the next one. */
  int inodeCount() {
    return inodeCount;
  }

  Inode inode(int number) {
    Inode inode = inodes[number];
    if (inode == null) {
      throw new IllegalStateException("file did not survive the power cut: inode=" + number);
    }
    return inode;
  }

  /** Puts another content in the place of a file's. */
  void replace(int number, Inode inode) {
    inodes[number] = inode;
  }

  void apply(Operation operation) {
    switch (operation) {
      case Operation.Create create -> {
        add(create.inode());
        names.apply(create);
      }
      case Operation.Rename rename -> names.apply(rename);
      case Operation.Delete delete -> names.apply(delete);
      case Operation.SyncDirectory _ -> names.sync();
      case Operation.Write(int number, _, SectorWrite sectors) -> {
        inode(number).apply(sectors);
        nextOrder = sectors.order() + 1;
      }
      case Operation.Sync(int number, _, _) -> inode(number).sync();
      case Operation.FailedSync(int number, _, _, long seed) -> {
        SplittableRandom random = new SplittableRandom(seed);
        inode(number).drop(() -> seed != 0 && random.nextBoolean());
      }
    }
  }

  private void add(int number) {
    if (number == inodes.length) {
      inodes = Arrays.copyOf(inodes, 2 * number);
    }
    inodes[number] = Inode.empty(sectorShift);
    inodeCount = number + 1;
  }
}
