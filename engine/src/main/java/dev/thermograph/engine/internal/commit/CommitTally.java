package dev.thermograph.engine.internal.commit;

import java.util.Arrays;

/**
 * What one commit changed, by whom and why: six counts and a note. One instance is filled again and
 * again. <b>Single-threaded.</b>
 */
public final class CommitTally {
  /** Nodes that were not there before; the first of the counts. */
  public static final int NODES_CREATED = 0;

  /** Nodes that were there before and are still. */
  public static final int NODES_UPDATED = 1;

  /** Nodes that went. */
  public static final int NODES_DELETED = 2;

  /** Edges that were not there before. */
  public static final int EDGES_CREATED = 3;

  /** Edges that were there before and are still. */
  public static final int EDGES_UPDATED = 4;

  /** Edges that went. */
  public static final int EDGES_DELETED = 5;

  /** How many counts there are. */
  public static final int COUNTS = 6;

  private final int[] counts = new int[COUNTS];
  private String actor = "";
  private String reason = "";

  /** Of nothing. */
  public CommitTally() {}

  /** Makes it that of nothing again. */
  public void clear() {
    Arrays.fill(counts, 0);
    note("", "");
  }

  /** Counts one more. */
  void add(int which) {
    counts[which]++;
  }

  /** Gives a count its value. */
  public void set(int which, int count) {
    counts[which] = count;
  }

  /** One of the counts. */
  public int count(int which) {
    return counts[which];
  }

  /** Who made the commit and why; either may be empty. */
  public void note(String who, String why) {
    actor = who;
    reason = why;
  }

  /** Whether anything is known of who made it or why. */
  public boolean hasNote() {
    return !actor.isEmpty() || !reason.isEmpty();
  }

  /** Who made it; empty for nobody. */
  public String actor() {
    return actor;
  }

  /** Why; empty for none. */
  public String reason() {
    return reason;
  }
}
