package dev.thermograph.engine.internal.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A tenant's memory is opened or built again. */
@Name("dev.thermograph.Rebuild")
@Label("Rebuild")
@Description("A tenant's memory is opened or built again")
@Category("Thermograph")
@StackTrace(false)
public final class RebuildEvent extends TenantEvent {
  /** From what. */
  @Label("Source")
  public String source = "";

  /** Nodes and edges that are there afterwards. */
  @Label("Elements")
  public long elements;

  /** Begins when it is made. */
  public RebuildEvent() {
    begin();
  }
}
