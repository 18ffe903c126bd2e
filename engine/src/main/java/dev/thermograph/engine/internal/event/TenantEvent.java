package dev.thermograph.engine.internal.event;

import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;

/**
 * Something that happened to one tenant. Costs next to nothing while nobody records: fields are
 * written, and the object does not outlive its method.
 */
public abstract class TenantEvent extends Event {
  /** The tenant's number. */
  @Label("Tenant")
  @Description("Number of the tenant")
  public int tenant;

  TenantEvent() {}
}
