package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.memory.RootReader;
import dev.thermograph.engine.internal.memory.RootWriter;
import dev.thermograph.engine.internal.snapshot.SnapshotState;
import java.util.ArrayList;
import java.util.List;

/**
 * A tenant's catalogs, each from the commit on that it came with, so that a view and its catalog
 * are of one instant and none is shown before its commit is.
 *
 * <p><b>Threads:</b> one writer, the tenant's lane; any number of readers, who take no lock. A new
 * catalog is added before its commit is published, so whoever sees the one sees the other.
 */
final class CatalogVersions {
  private static final Version BEFORE_THE_FIRST = new Version(0, new byte[0]);

  /** Ascending, never empty; replaced as a whole. */
  private volatile List<Version> versions = List.of(BEFORE_THE_FIRST);

  /** A commit brought a catalog; commits come in order, and of one commit the last counts. */
  void add(long sequence, byte[] catalog) {
    List<Version> grown = new ArrayList<>(versions);
    if (grown.getLast().sequence == sequence) {
      grown.removeLast();
    }
    grown.add(new Version(sequence, catalog));
    versions = List.copyOf(grown);
  }

  /** Lets go of what only views before a sequence could see; there are none, and will be none. */
  void forgetBefore(long sequence) {
    List<Version> known = versions;
    int first = indexAt(known, sequence);
    if (first > 0) {
      versions = List.copyOf(known.subList(first, known.size()));
    }
  }

  /** All that are kept, oldest first. */
  List<SnapshotState.Catalog> all() {
    return versions.stream()
        .filter(version -> version.sequence > 0)
        .map(version -> new SnapshotState.Catalog(version.sequence, version.catalog))
        .toList();
  }

  /** Writes all of them. */
  void save(RootWriter roots) {
    List<SnapshotState.Catalog> known = all();
    roots.putInt(known.size());
    for (SnapshotState.Catalog catalog : known) {
      roots.putLong(catalog.sequence());
      roots.putBytes(catalog.bytes());
    }
  }

  /** Reads what was written. */
  void restore(RootReader roots) {
    int count = roots.getCount();
    for (int index = 0; index < count; index++) {
      add(roots.getLong(), roots.getBytes());
    }
  }

  /** The catalog after the last applied commit. */
  byte[] newest() {
    return versions.getLast().catalog;
  }

  /** The catalog that a view of a retained sequence sees. */
  byte[] at(long sequence) {
    return at(versions, sequence);
  }

  /** The catalog that a view opened now would see. */
  byte[] published(Publication publication) {
    while (true) {
      List<Version> known = versions;
      long published = publication.published();
      if (known == versions) { // else what is published may be newer than what is known
        return at(known, published);
      }
    }
  }

  private static byte[] at(List<Version> known, long sequence) {
    int index = indexAt(known, sequence);
    if (index < 0) {
      throw new IllegalStateException(
          "no catalog is kept that far back: sequence="
              + sequence
              + " first="
              + known.getFirst().sequence);
    }
    return known.get(index).catalog;
  }

  private static int indexAt(List<Version> known, long sequence) {
    int index = known.size() - 1;
    while (index >= 0 && known.get(index).sequence > sequence) {
      index--;
    }
    return index;
  }

  /** A catalog and the commit that it came with. */
  private static final class Version {
    private final long sequence;
    private final byte[] catalog;

    Version(long sequence, byte[] catalog) {
      this.sequence = sequence;
      this.catalog = catalog;
    }
  }
}
