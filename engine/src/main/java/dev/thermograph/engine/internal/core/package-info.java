/**
 * An engine at work, behind the public door: {@link
 * dev.thermograph.engine.internal.core.EngineCore} has the tenants' lives, {@link
 * dev.thermograph.engine.internal.core.TenantAccess} is one tenant whether its memory is open or
 * not, {@link dev.thermograph.engine.internal.core.OpenTenant} is one whose memory is.
 */
@NullMarked
package dev.thermograph.engine.internal.core;

import org.jspecify.annotations.NullMarked;
