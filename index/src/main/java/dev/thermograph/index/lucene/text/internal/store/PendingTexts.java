package dev.thermograph.index.lucene.text.internal.store;

import dev.thermograph.index.text.TextValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The entries that are in no segment yet, in the order of their sequences; those that were filled
 * in stand apart, for they come in any order. An entry leaves only once searches find it in a
 * segment.
 *
 * <p>Thread-safe: one thread at a time adds, one at a time takes out, any may look.
 */
public final class PendingTexts {
  private final Queue<PendingText> live = new ConcurrentLinkedQueue<>();
  private final Queue<PendingText> filled = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  /** A new entry. O(1). */
  public PendingText add(int entity, long from, List<TextValue> texts) {
    return add(live, entity, from, texts);
  }

  /** The end of an entry: nothing for segments, but they are of the past before it. O(1). */
  public void addRemoval(int entity, long from) {
    add(live, entity, from, null);
  }

  /** An entry that the memory had before. O(1). */
  public void addFilled(int entity, long from, List<TextValue> texts) {
    add(filled, entity, from, texts);
  }

  private PendingText add(
      Queue<PendingText> queue, int entity, long from, @Nullable List<TextValue> texts) {
    PendingText pending = new PendingText(entity, from, texts);
    queue.add(pending);
    count.incrementAndGet();
    return pending;
  }

  /** How many there are. */
  public int count() {
    return count.get();
  }

  /** Whether there is one from this sequence or before, or one that was filled in. O(1). */
  public boolean hasUpTo(long sequence) {
    PendingText first = live.peek();
    return (first != null && first.from() <= sequence) || filled.peek() != null;
  }

  /** Whether there is one that was filled in; those are durable. O(1). */
  boolean hasFilled() {
    return filled.peek() != null;
  }

  /** The next ones up to a sequence, and those filled in; they stay. */
  Batch next(long sequence, int max) {
    List<PendingText> fromLive = new ArrayList<>();
    for (PendingText pending : live) {
      if (fromLive.size() == max || pending.from() > sequence) {
        break;
      }
      fromLive.add(pending);
    }
    List<PendingText> fromFilled = new ArrayList<>();
    for (PendingText pending : filled) {
      if (fromLive.size() + fromFilled.size() >= max) {
        break;
      }
      fromFilled.add(pending);
    }
    return new Batch(fromLive, fromFilled);
  }

  /** Takes out what searches find elsewhere now. */
  void remove(Batch batch) {
    for (int i = batch.live().size(); i > 0; i--) {
      live.remove();
    }
    for (int i = batch.filled().size(); i > 0; i--) {
      filled.remove();
    }
    count.addAndGet(-batch.size());
  }

  /** The first ones of both queues. */
  record Batch(List<PendingText> live, List<PendingText> filled) {
    int size() {
      return live.size() + filled.size();
    }
  }
}
