package dev.thermograph.engine.internal.memory;

/**
 * Blocks that wait until no view can reach them, in order of the commits that replaced them.
 *
 * <p>The blocks are not touched; readers may be in them. <b>Single-threaded:</b> the writer.
 */
final class RetiredBlocks {
  private final Space space;
  private final SequenceQueue queue;
  private long newestSequence;
  private long bytes;

  RetiredBlocks(Space space) {
    this.space = space;
    this.queue = new SequenceQueue(space);
  }

  long bytes() {
    return bytes;
  }

  void add(long reference, int blockBytes, long sequence) {
    newestSequence = Math.max(newestSequence, sequence);
    queue.add(newestSequence, reference, blockBytes);
    bytes += SizeClasses.bytesOf(SizeClasses.classOf(blockBytes));
  }

  int reclaim(long oldestOpening, int countMax) {
    int count = 0;
    while (count < countMax && !queue.isEmpty() && queue.sequence() <= oldestOpening) {
      int blockBytes = (int) queue.second();
      space.free(queue.first(), blockBytes);
      bytes -= SizeClasses.bytesOf(SizeClasses.classOf(blockBytes));
      queue.remove();
      count++;
    }
    return count;
  }
}
