/** Tests. Filters against the same filters asked of value trees. */
@NullMarked
package dev.thermograph.engine.internal.filter;

import org.jspecify.annotations.NullMarked;
