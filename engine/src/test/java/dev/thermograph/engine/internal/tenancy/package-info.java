/** Tests. Tenants over a real log. */
@NullMarked
package dev.thermograph.engine.internal.tenancy;

import org.jspecify.annotations.NullMarked;
