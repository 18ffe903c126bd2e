/** Tests. */
@NullMarked
package dev.thermograph.engine.internal.kind;

import org.jspecify.annotations.NullMarked;
