package dev.thermograph.properties.crash;

/**
 * One recorded operation, for reading and for failure messages. Immutable.
 *
 * @param kind what was done
 * @param file the name the file was opened under, or both names of a rename
 * @param offset where a write began
 * @param lengthBytes how much a write wrote
 * @param failed true for a sync that reported a failure
 * @param ackedBefore the probe's value when the operation began
 * @param ackedAfter the probe's value when it had taken effect, before its caller knew
 */
public record TimelineEntry(
    OperationKind kind,
    String file,
    long offset,
    int lengthBytes,
    boolean failed,
    long ackedBefore,
    long ackedAfter) {

  static TimelineEntry onName(OperationKind kind, String file, long ackedBefore, long ackedAfter) {
    return new TimelineEntry(kind, file, 0, 0, false, ackedBefore, ackedAfter);
  }
}
