/** Tests. */
@NullMarked
package dev.thermograph.index;

import org.jspecify.annotations.NullMarked;
