package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.internal.kind.BoundSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * A tenant's schemas, each with the commit that it came with. Views of any instant are read by the
 * newest one that is published, since a schema only ever takes in more; transactions use the newest
 * that is applied.
 *
 * <p><b>Threads:</b> one writer, the tenant's lane; any number of readers, who take no lock.
 */
final class SchemaVersions {
  private record Version(long sequence, BoundSchema schema) {}

  /** Ascending, never empty; replaced as a whole. */
  private volatile List<Version> versions;

  SchemaVersions(long sequence, BoundSchema first) {
    this.versions = List.of(new Version(sequence, first));
  }

  /** The newest that was applied. */
  BoundSchema applied() {
    return versions.getLast().schema();
  }

  /** The newest that came with a commit up to this one. */
  BoundSchema published(long publishedSequence) {
    List<Version> known = versions;
    return known.get(publishedIndex(known, publishedSequence)).schema();
  }

  /** The first is never above what is published. */
  private static int publishedIndex(List<Version> known, long publishedSequence) {
    int index = known.size() - 1;
    while (index > 0 && known.get(index).sequence() > publishedSequence) {
      index--;
    }
    return index;
  }

  /** A commit brought another schema. */
  void add(long sequence, BoundSchema schema, long publishedSequence) {
    List<Version> known = versions;
    int first = publishedIndex(known, publishedSequence);
    List<Version> grown = new ArrayList<>(known.subList(first, known.size()));
    grown.add(new Version(sequence, schema));
    versions = List.copyOf(grown);
  }

  /** The same schema is given with other Java objects, which needs no commit. */
  void rebind(BoundSchema schema) {
    List<Version> changed = new ArrayList<>(versions);
    Version last = changed.removeLast();
    changed.add(new Version(last.sequence(), schema));
    versions = List.copyOf(changed);
  }
}
