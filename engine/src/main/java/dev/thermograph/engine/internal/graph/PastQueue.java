package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.RootReader;
import dev.thermograph.engine.internal.memory.RootWriter;
import dev.thermograph.engine.internal.memory.SequenceQueue;
import dev.thermograph.engine.internal.memory.Space;
import org.jspecify.annotations.Nullable;

/**
 * What of one kind only the past can see, in the order in which it may go.
 *
 * <p>Commits come in order of their sequences, so one queue is enough. Who loads a snapshot goes
 * from element to element; what they replaced is dealt out by its sequence to a few queues, each
 * for a part of the time that is loaded. So it goes with no more delay than such a part takes; and
 * the entries of one element keep their order, which freeing relies on. <b>Single-threaded:</b> the
 * writer.
 */
final class PastQueue {
  /** Into how many parts the time that is loaded is cut. */
  static final int PART_COUNT = 16;

  private final Space space;
  private final SequenceQueue live;
  private @Nullable SequenceQueue[] parts = new SequenceQueue[0];
  private int firstPart;

  PastQueue(Space space) {
    this.space = space;
    this.live = new SequenceQueue(space);
  }

  void add(long sequence, long first, long second) {
    live.add(sequence, first, second);
  }

  void addLoaded(int part, long sequence, long first, long second) {
    if (parts.length == 0) {
      parts = new SequenceQueue[PART_COUNT];
    }
    SequenceQueue queue = parts[part];
    if (queue == null) {
      queue = new SequenceQueue(space);
      parts[part] = queue;
    }
    queue.add(sequence, first, second);
    firstPart = Math.min(firstPart, part);
  }

  /** The queue whose entry is to go next; nothing waits when that is empty. */
  SequenceQueue next() {
    while (firstPart < parts.length) {
      SequenceQueue queue = parts[firstPart];
      if (queue != null && !queue.isEmpty()) {
        return queue;
      }
      firstPart++;
    }
    return live;
  }

  /** Says where the entries are. */
  void save(RootWriter roots) {
    live.save(roots);
    roots.putInt(parts.length);
    for (SequenceQueue queue : parts) {
      roots.putInt(queue == null ? 0 : 1);
      if (queue != null) {
        queue.save(roots);
      }
    }
  }

  /** Finds them again; it must be empty. */
  void restore(RootReader roots) {
    live.restore(roots);
    parts = new SequenceQueue[roots.getCount()];
    for (int part = 0; part < parts.length; part++) {
      if (roots.getInt() != 0) {
        SequenceQueue queue = new SequenceQueue(space);
        queue.restore(roots);
        parts[part] = queue;
      }
    }
  }
}
