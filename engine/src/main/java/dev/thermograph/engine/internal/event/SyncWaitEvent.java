package dev.thermograph.engine.internal.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A commit waits until the log is durable. */
@Name("dev.thermograph.SyncWait")
@Label("Sync wait")
@Description("A commit waits until the log is durable")
@Category("Thermograph")
@StackTrace(false)
public final class SyncWaitEvent extends TenantEvent {
  /** The sequence that is waited for. */
  @Label("Sequence")
  public long sequence;

  /** Begins when it is made. */
  public SyncWaitEvent() {
    begin();
  }
}
