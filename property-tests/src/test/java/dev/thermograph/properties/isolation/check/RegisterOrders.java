package dev.thermograph.properties.isolation.check;

import dev.thermograph.properties.isolation.history.History;
import dev.thermograph.properties.isolation.history.Items;
import dev.thermograph.properties.isolation.history.Operation;
import dev.thermograph.properties.isolation.history.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Dependencies from registers. Their versions come in the order of their writers' sequences; a
 * writer whose sequence is not known comes right after the version that it has read, and somewhere
 * after the beginning.
 */
final class RegisterOrders {
  private final WrittenValues values;
  private final Fates fates;
  private final DependencyGraph.Builder graph;
  private final Findings findings;
  private final Names names;
  private final Map<Integer, RegisterVersions> versions = new HashMap<>();

  RegisterOrders(
      WrittenValues values,
      Fates fates,
      DependencyGraph.Builder graph,
      Findings findings,
      Names names) {
    this.values = values;
    this.fates = fates;
    this.graph = graph;
    this.findings = findings;
    this.names = names;
  }

  void addAll(History history, Map<Integer, List<ExternalRead<Long>>> reads) {
    collectVersions(history);
    Set<Integer> keys = new TreeSet<>(versions.keySet());
    keys.addAll(reads.keySet());
    keys.addAll(history.end().registers().keySet());
    for (int key : keys) {
      add(key, reads.getOrDefault(key, List.of()), history.end().registers().get(key));
    }
  }

  /** Each transaction makes one version of a register: the last value it writes. */
  private void collectVersions(History history) {
    for (Transaction transaction : history.transactions()) {
      if (!fates.isCommitted(transaction.number())) {
        continue;
      }
      for (Operation operation : transaction.operations()) {
        if (operation instanceof Operation.Write(int key, long value)) {
          WrittenValue written = values.register(key, value);
          if (written != null && written.isLast()) {
            versions.computeIfAbsent(key, _ -> new RegisterVersions()).add(transaction, value);
          }
        }
      }
    }
  }

  private void add(int key, List<ExternalRead<Long>> reads, @Nullable Long end) {
    RegisterVersions ofKey = versions.getOrDefault(key, new RegisterVersions());
    ofKey.order();
    for (ExternalRead<Long> read : reads) {
      int writer = writer(key, read.seen(), read.transaction());
      if (writer != RegisterVersions.NOT_ONE) {
        ofKey.addRead(read.transaction(), writer);
      }
    }
    ofKey.addTo(graph, Items.register(key));
    ofKey
        .twoAfterOne()
        .ifPresent(
            two ->
                findings.add(
                    Anomaly.LOST_UPDATE,
                    "both read and wrote the same version of register "
                        + key
                        + "\n"
                        + names.of(two.first())
                        + "\n"
                        + names.of(two.second())));
    if (end != null) {
      addEnd(key, end, ofKey);
    }
  }

  private void addEnd(int key, long end, RegisterVersions ofKey) {
    int writer = writer(key, end, Names.END);
    if (writer != RegisterVersions.NOT_ONE) {
      int newer = ofKey.next(writer);
      if (newer != RegisterVersions.NOT_ONE) {
        findings.add(
            Anomaly.LOST_WRITE,
            "register " + key + " holds " + end + " at the end, without " + names.of(newer));
      }
    }
  }

  /** The transaction whose version a value is, {@link RegisterVersions#INITIAL} for nothing. */
  private int writer(int key, long value, int reader) {
    if (value == Operation.NOTHING) {
      return RegisterVersions.INITIAL;
    }
    WrittenValue written = values.register(key, value);
    if (written == null) {
      findings.add(Anomaly.UNWRITTEN_VALUE, seen(key, value, reader));
      return RegisterVersions.NOT_ONE;
    }
    int writer = written.transaction();
    if (writer == reader) {
      findings.add(Anomaly.INTERNAL, seen(key, value, reader) + "\nbefore it was written there");
      return RegisterVersions.NOT_ONE;
    }
    if (fates.isAborted(writer)) {
      findings.add(
          fates.blame(writer), seen(key, value, reader) + "\nwritten by " + names.of(writer));
      return RegisterVersions.NOT_ONE;
    }
    if (!fates.isCommitted(writer)) {
      return RegisterVersions.NOT_ONE;
    }
    if (!written.isLast()) {
      findings.add(
          Anomaly.INTERMEDIATE_READ,
          seen(key, value, reader) + "\nits writer wrote more: " + names.of(writer));
    }
    return writer;
  }

  private String seen(int key, long value, int reader) {
    return value + " in register " + key + " was read by " + names.of(reader);
  }
}
