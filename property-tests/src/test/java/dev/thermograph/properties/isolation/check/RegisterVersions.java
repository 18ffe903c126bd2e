package dev.thermograph.properties.isolation.check;

import dev.thermograph.properties.isolation.history.Transaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The versions of one register, each known by its writer, and who has read them. */
final class RegisterVersions {

  /** Writer of the version that is there before the first. */
  static final int INITIAL = -1;

  /** No version. */
  static final int NOT_ONE = -2;

  /** Two transactions that both come right after one version. */
  record Two(int first, int second) {}

  private record Version(int writer, long sequence, long value) {}

  private record Read(int reader, int writer) {}

  private final List<Version> sequenced = new ArrayList<>();
  private final Set<Integer> sequencedWriters = new HashSet<>();
  private final List<Version> unsequenced = new ArrayList<>();
  private final Map<Integer, Long> valueOf = new HashMap<>();
  private final List<Read> reads = new ArrayList<>();

  /** The next version by sequence, by writer. */
  private final Map<Integer, Integer> nextBySequence = new HashMap<>();

  /** A version whose writer has read this one, by writer. */
  private final Map<Integer, Integer> readers = new HashMap<>();

  /** Those of them of which sequences say nothing. */
  private final Map<Integer, Integer> nextByRead = new HashMap<>();

  private Optional<Two> twoAfterOne = Optional.empty();

  void add(Transaction writer, long value) {
    boolean known = writer.sequence() != Transaction.NO_SEQUENCE;
    (known ? sequenced : unsequenced).add(new Version(writer.number(), writer.sequence(), value));
    valueOf.put(writer.number(), value);
  }

  /** Puts the versions with known sequences in their order; once, after all were added. */
  void order() {
    sequenced.sort(Comparator.comparingLong(Version::sequence));
    int before = INITIAL;
    for (Version version : sequenced) {
      sequencedWriters.add(version.writer());
      nextBySequence.put(before, version.writer());
      before = version.writer();
    }
  }

  /** When the reader also writes, its version comes after the one it has read. */
  void addRead(int reader, int writer) {
    reads.add(new Read(reader, writer));
    if (valueOf.containsKey(reader)) {
      Integer other = readers.put(writer, reader);
      if (other != null) {
        twoAfterOne = Optional.of(new Two(other, reader));
      }
      if (!isSequenced(writer) || !isSequenced(reader)) {
        nextByRead.put(writer, reader);
      }
    }
  }

  private boolean isSequenced(int writer) {
    return writer == INITIAL || sequencedWriters.contains(writer);
  }

  /** Two writers that have read the same version: one of them has not seen the other's. */
  Optional<Two> twoAfterOne() {
    return twoAfterOne;
  }

  /** Writer of a version that is known to be newer. */
  int next(int writer) {
    int next = nextBySequence.getOrDefault(writer, NOT_ONE);
    return next == NOT_ONE ? nextByRead.getOrDefault(writer, NOT_ONE) : next;
  }

  void addTo(DependencyGraph.Builder graph, int item) {
    nextBySequence.forEach((older, newer) -> addWrite(graph, item, older, newer));
    nextByRead.forEach((older, newer) -> addWrite(graph, item, older, newer));
    for (Read read : reads) {
      if (read.writer() != INITIAL) {
        long value = valueOf.getOrDefault(read.writer(), 0L);
        graph.add(read.writer(), read.reader(), Dependency.WR, item, value);
      }
      addOverwritten(graph, item, read.reader(), nextBySequence.get(read.writer()));
      addOverwritten(graph, item, read.reader(), nextByRead.get(read.writer()));
    }
    addUnsequenced(graph, item);
  }

  private void addWrite(DependencyGraph.Builder graph, int item, int older, int newer) {
    if (older != INITIAL) {
      graph.add(older, newer, Dependency.WW, item, valueOf.getOrDefault(newer, 0L));
    }
  }

  private void addOverwritten(
      DependencyGraph.Builder graph, int item, int reader, @Nullable Integer newer) {
    if (newer != null) {
      graph.add(reader, newer, Dependency.RW, item, valueOf.getOrDefault(newer, 0L));
    }
  }

  /** Who saw nothing comes before all writers: a junction saves a square number of edges. */
  private void addUnsequenced(DependencyGraph.Builder graph, int item) {
    if (unsequenced.isEmpty()) {
      return;
    }
    int junction = graph.addJunction();
    for (Version version : unsequenced) {
      graph.add(junction, version.writer(), Dependency.PASS, item, version.value());
    }
    for (Read read : reads) {
      if (read.writer() == INITIAL && !valueOf.containsKey(read.reader())) {
        graph.add(read.reader(), junction, Dependency.RW, item, 0);
      }
    }
  }
}
