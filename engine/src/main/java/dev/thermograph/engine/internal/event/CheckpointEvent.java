package dev.thermograph.engine.internal.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A snapshot file is written. */
@Name("dev.thermograph.Checkpoint")
@Label("Checkpoint")
@Description("A snapshot file is written")
@Category("Thermograph")
@StackTrace(false)
public final class CheckpointEvent extends TenantEvent {
  /** The last commit that it holds. */
  @Label("Sequence")
  public long sequence;

  /** Length of the file. */
  @Label("Bytes")
  @DataAmount
  public long bytes;

  /** Begins when it is made. */
  public CheckpointEvent() {
    begin();
  }
}
