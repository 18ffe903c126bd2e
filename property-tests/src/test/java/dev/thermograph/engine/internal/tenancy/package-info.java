/** Tests that look inside a tenant's write path, on files that fail. */
@NullMarked
package dev.thermograph.engine.internal.tenancy;

import org.jspecify.annotations.NullMarked;
