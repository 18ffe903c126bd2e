/**
 * Which tenants there are: names, numbers, states and options, kept in the log and in files beside
 * it.
 *
 * <p>{@link dev.thermograph.engine.internal.registry.TenantRegistry} is the whole of it. Each
 * change is a {@link dev.thermograph.engine.internal.registry.RegistryEvent}, a record of the log
 * under tenant number 0 in the bytes of {@link
 * dev.thermograph.engine.internal.registry.RegistryEventLayout}; {@link
 * dev.thermograph.engine.internal.registry.RegistryState} is what all events so far make. Now and
 * then the state is written to a file, so that the log can let the events go: {@link
 * dev.thermograph.engine.internal.registry.RegistryFileLayout} has its bytes.
 */
@NullMarked
package dev.thermograph.engine.internal.registry;

import org.jspecify.annotations.NullMarked;
