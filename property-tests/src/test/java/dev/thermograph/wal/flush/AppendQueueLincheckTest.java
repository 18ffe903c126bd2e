package dev.thermograph.wal.flush;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.wal.error.LogFullException;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sequences have no holes, batches keep their order, nothing is lost or taken twice. */
@Timeout(4 * 60 * 60)
final class AppendQueueLincheckTest {
  /** Two of these do not fit one batch, so the second appender has to wait for the log thread. */
  private static final int PAYLOAD_BYTES = 2500;

  private static final int PLANTED_COUNT = 2_000;
  private static final int BATCH_BYTES = 4096;
  private static final LogClock STILL =
      new LogClock() {
        @Override
        public long epochMicros() {
          return 1;
        }

        @Override
        public long nanoTime() {
          return 1;
        }
      };

  /** What the test needs of a queue. */
  private interface Queue {
    long append(int value);

    @Nullable FrameBatch take();

    void giveBack(FrameBatch batch);
  }

  @Test
  void appendersAndLogThreadAgreeOnTheOrder() {
    Interleavings.explore(Interleavings.count(), () -> appendAndDrain(new RealQueue(queue()), 3));
  }

  /** The planted bug: the sequence is read before the lock is taken. */
  @Test
  void sequencesGivenOutsideTheLockAreFound() {
    assertThatThrownBy(
            () -> Interleavings.explore(PLANTED_COUNT, () -> appendAndDrain(new RacyQueue(), 3)))
        .isInstanceOf(Throwable.class);
  }

  @Test
  void blockingDropsWhatWasNotTakenAndNothingElse() {
    Interleavings.explore(
        Interleavings.count(),
        () -> {
          AppendQueue queue = queue();
          long[] given = new long[1];
          List<Long> taken = new ArrayList<>();
          long[] blockedUpTo = new long[1];
          Interleavings.together(
              () -> given[0] = appendUnlessBlocked(queue),
              () -> {
                FrameBatch batch = queue.take();
                if (batch != null) {
                  taken.add(batch.lastSequence());
                  queue.giveBack(batch, 1 << 20);
                }
                blockedUpTo[0] = queue.block(new IOException("disk full"));
              });
          boolean wasTaken = !taken.isEmpty();
          Interleavings.require(queue.take() == null, "something was left in a blocked queue");
          Interleavings.require(given[0] == blockedUpTo[0], "the end is not the last one given");
          Interleavings.require(!wasTaken || taken.getFirst() == given[0], "another was taken");
        });
  }

  private static long appendUnlessBlocked(AppendQueue queue) {
    AppendReceipt receipt = new AppendReceipt();
    try {
      queue.append(0, (byte) 1, ByteBuffer.allocate(8), 0, null, 0, receipt);
      return receipt.sequence();
    } catch (LogFullException e) {
      return 0;
    }
  }

  private static void appendAndDrain(Queue queue, int count) {
    long[] sequenceOf = new long[count];
    List<Integer> order = new ArrayList<>();
    Interleavings.together(
        () -> {
          sequenceOf[0] = queue.append(0);
          sequenceOf[1] = queue.append(1);
        },
        () -> sequenceOf[2] = queue.append(2),
        () -> drain(queue, order, count));
    for (int value = 0; value < count; value++) {
      int place = order.indexOf(value) + 1;
      Interleavings.require(
          sequenceOf[value] == place,
          "value " + value + " got " + sequenceOf[value] + " of " + order);
    }
    Interleavings.require(sequenceOf[0] < sequenceOf[1], "one appender's order is not kept");
  }

  private static void drain(Queue queue, List<Integer> order, int count) {
    while (order.size() < count) {
      FrameBatch batch = queue.take();
      if (batch == null) {
        Thread.onSpinWait();
        continue;
      }
      int at = 0;
      while (at < batch.endOffset()) {
        long sequence = FrameLayout.sequence(batch.bytes(), at);
        Interleavings.require(
            sequence == order.size() + 1, "sequence " + sequence + " after " + order);
        order.add(batch.bytes().getInt(at + FrameLayout.HEADER_BYTES));
        at += FrameLayout.frameBytes(FrameLayout.length(batch.bytes(), at));
      }
      Interleavings.require(batch.lastSequence() == order.size(), "the batch names another end");
      queue.giveBack(batch);
    }
  }

  private static AppendQueue queue() {
    MemorySegmentFiles files = MemorySegmentFiles.create();
    SegmentFactory factory = new SegmentFactory(files, 1, 2, 1 << 17, new Random(1));
    SegmentPreparer onDemand = new SegmentPreparer(files, factory, List.of(), 1, 0, () -> {});
    return new AppendQueue(STILL, onDemand, BATCH_BYTES, 0, 0, 1 << 20);
  }

  private static ByteBuffer payload(int value) {
    return ByteBuffer.allocate(PAYLOAD_BYTES)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putInt(0, value);
  }

  private record RealQueue(AppendQueue queue) implements Queue {
    @Override
    public long append(int value) {
      AppendReceipt receipt = new AppendReceipt();
      queue.append(0, (byte) 1, payload(value), 0, null, 0, receipt);
      return receipt.sequence();
    }

    @Override
    public @Nullable FrameBatch take() {
      return queue.take();
    }

    @Override
    public void giveBack(FrameBatch batch) {
      queue.giveBack(batch, 1 << 20);
    }
  }

  private static final class RacyQueue implements Queue {
    private final FrameBatch batch = new FrameBatch(1 << 16);
    private long lastSequence;
    private boolean taken;

    @Override
    public long append(int value) {
      long sequence = lastSequence + 1;
      synchronized (this) {
        batch.add(sequence, 1, 0, (byte) 1, payload(value), FrameBatch.Key.Plain.INSTANCE);
        lastSequence = sequence;
      }
      return sequence;
    }

    @Override
    public synchronized @Nullable FrameBatch take() {
      if (taken || lastSequence < 3) {
        return null;
      }
      taken = true;
      return batch;
    }

    @Override
    public void giveBack(FrameBatch written) {}
  }
}
