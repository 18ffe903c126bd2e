/** Tests. Property blocks against value trees. */
@NullMarked
package dev.thermograph.engine.internal.block;

import org.jspecify.annotations.NullMarked;
