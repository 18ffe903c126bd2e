/** Tests. */
@NullMarked
package dev.thermograph.engine.internal.registry;

import org.jspecify.annotations.NullMarked;
