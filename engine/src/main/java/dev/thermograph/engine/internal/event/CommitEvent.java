package dev.thermograph.engine.internal.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A commit, from its first change to its receipt. */
@Name("dev.thermograph.Commit")
@Label("Commit")
@Description("A commit, from its first change to its receipt")
@Category("Thermograph")
@StackTrace(false)
public final class CommitEvent extends TenantEvent {
  /** The commit's sequence. */
  @Label("Sequence")
  public long sequence;

  /** Count of nodes and edges that it changed. */
  @Label("Changes")
  public int changes;

  /** Begins when it is made. */
  public CommitEvent() {
    begin();
  }
}
