/** Tests. */
@NullMarked
package dev.thermograph.index.internal.entry;

import org.jspecify.annotations.NullMarked;
