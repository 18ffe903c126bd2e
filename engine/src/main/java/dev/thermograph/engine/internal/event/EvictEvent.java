package dev.thermograph.engine.internal.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A tenant's memory is closed to make room, or because nobody used it. */
@Name("dev.thermograph.Evict")
@Label("Evict")
@Description("A tenant's memory is closed to make room, or because nobody used it")
@Category("Thermograph")
@StackTrace(false)
public final class EvictEvent extends TenantEvent {
  /** Bytes of memory that it gave back. */
  @Label("Bytes")
  @DataAmount
  public long bytes;

  /** Begins when it is made. */
  public EvictEvent() {
    begin();
  }
}
