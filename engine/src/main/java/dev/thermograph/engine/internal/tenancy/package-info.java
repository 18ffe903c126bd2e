/**
 * A tenant at run time: its lane, its memory, its views. {@link
 * dev.thermograph.engine.internal.tenancy.HotTenant} is the write path on a page; {@link
 * dev.thermograph.engine.internal.tenancy.Publication} says what readers see of it, {@link
 * dev.thermograph.engine.internal.tenancy.OpenViews} lets them in and out, and {@link
 * dev.thermograph.engine.internal.tenancy.TenantCondition} says what is left to believe after a
 * failure.
 */
@NullMarked
package dev.thermograph.engine.internal.tenancy;

import org.jspecify.annotations.NullMarked;
