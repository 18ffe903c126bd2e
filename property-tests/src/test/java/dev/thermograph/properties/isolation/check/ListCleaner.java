package dev.thermograph.properties.isolation.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes from lists what cannot be there, after saying so: values of nobody, of aborted transactions
 * and of the reader's own future, and what was lost later. What remains tells about order.
 */
final class ListCleaner {
  private final WrittenValues values;
  private final Fates fates;
  private final Findings findings;
  private final Names names;

  ListCleaner(WrittenValues values, Fates fates, Findings findings, Names names) {
    this.values = values;
    this.fates = fates;
    this.findings = findings;
    this.names = names;
  }

  /** The same list when all is well. */
  List<Long> clean(int key, List<Long> list, int reader) {
    for (int index = 0; index < list.size(); index++) {
      if (!isGood(key, list.get(index), reader)) {
        return withoutBad(key, list, reader);
      }
    }
    return list;
  }

  private boolean isGood(int key, long value, int reader) {
    WrittenValue written = values.list(key, value);
    return written != null
        && !written.isLost()
        && written.transaction() != reader
        && fates.isCommitted(written.transaction());
  }

  private List<Long> withoutBad(int key, List<Long> list, int reader) {
    List<Long> good = new ArrayList<>();
    for (long value : list) {
      if (isGood(key, value, reader)) {
        good.add(value);
      } else {
        accuse(key, value, reader);
      }
    }
    return good;
  }

  private void accuse(int key, long value, int reader) {
    WrittenValue written = values.list(key, value);
    String seen = value + " in list " + key + " was read by " + names.of(reader);
    if (written == null) {
      findings.add(Anomaly.UNWRITTEN_VALUE, seen);
    } else if (written.transaction() == reader) {
      findings.add(Anomaly.INTERNAL, seen + "\nbefore it was appended there");
    } else if (fates.isAborted(written.transaction())) {
      findings.add(
          fates.blame(written.transaction()),
          seen + "\nwritten by " + names.of(written.transaction()));
    }
  }
}
