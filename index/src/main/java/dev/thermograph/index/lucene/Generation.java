package dev.thermograph.index.lucene;

import dev.thermograph.index.internal.tail.TailPosition;
import dev.thermograph.index.lucene.internal.segment.LoadedSegments;
import dev.thermograph.index.lucene.internal.segment.SegmentEntries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;

/**
 * What a search sees: segments, and the row of the tail behind what they hold. The two change
 * together, so each entry is seen once. Immutable; counted, and given back when nobody searches it.
 *
 * @see LuceneVectorIndex#acquire
 */
final class Generation {

  /** A segment and its entries. */
  record Leaf(LeafReader reader, SegmentEntries entries) {}

  private final DirectoryReader reader;
  private final List<Leaf> leaves;
  private final int graphCount;
  private final TailPosition tailStart;
  private final long tailRowsBefore;
  private final Consumer<Generation> unused;
  private final AtomicInteger references = new AtomicInteger(1);

  /**
   * Takes over the reader, and holds the tail's chunk.
   *
   * @param tailRowsBefore how many rows the tail ever had before {@code tailStart}
   * @param unused told when nobody needs this any more, on the thread of whoever was last
   */
  Generation(
      DirectoryReader reader,
      LoadedSegments segments,
      TailPosition tailStart,
      long tailRowsBefore,
      Consumer<Generation> unused)
      throws IOException {
    this.reader = reader;
    this.tailStart = tailStart;
    this.tailRowsBefore = tailRowsBefore;
    this.unused = unused;
    List<Leaf> found = new ArrayList<>();
    for (LeafReaderContext context : reader.leaves()) {
      found.add(new Leaf(context.reader(), segments.of(context.reader())));
    }
    // The largest first: what is found there lets the walks of the others end early.
    found.sort(Comparator.comparingInt(leaf -> -leaf.entries().count()));
    this.leaves = List.copyOf(found);
    this.graphCount = (int) found.stream().filter(leaf -> leaf.entries().hasGraph()).count();
    tailStart.chunk().hold();
  }

  DirectoryReader reader() {
    return reader;
  }

  List<Leaf> leaves() {
    return leaves;
  }

  /** How many segments have a graph. */
  int graphCount() {
    return graphCount;
  }

  TailPosition tailStart() {
    return tailStart;
  }

  long tailRowsBefore() {
    return tailRowsBefore;
  }

  /** Holds it, unless the last holder has let it go already. */
  boolean tryAcquire() {
    int seen = references.get();
    while (seen != 0) {
      int witness = references.compareAndExchange(seen, seen + 1);
      if (witness == seen) {
        return true;
      }
      seen = witness;
    }
    return false;
  }

  void release() {
    if (references.decrementAndGet() == 0) {
      unused.accept(this);
    }
  }

  /** Closes files and gives memory back: after {@code unused}, once. */
  void dispose() throws IOException {
    tailStart.chunk().release();
    reader.close();
  }
}
