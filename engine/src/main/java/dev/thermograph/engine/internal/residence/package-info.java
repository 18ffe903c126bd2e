/**
 * Which tenants' memory is open: {@link dev.thermograph.engine.internal.residence.Residence} opens
 * it on first use and closes what was not used for the longest time. Knows nothing of graphs.
 */
@NullMarked
package dev.thermograph.engine.internal.residence;

import org.jspecify.annotations.NullMarked;
