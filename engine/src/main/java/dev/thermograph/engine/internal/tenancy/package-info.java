/**
 * A tenant at run time: its lane, its memory, its views. {@link
 * dev.thermograph.engine.internal.tenancy.HotTenant} is the write path on a page.
 */
@NullMarked
package dev.thermograph.engine.internal.tenancy;

import org.jspecify.annotations.NullMarked;
