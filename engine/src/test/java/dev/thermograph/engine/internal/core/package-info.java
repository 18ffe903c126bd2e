/** Tests. */
@NullMarked
package dev.thermograph.engine.internal.core;

import org.jspecify.annotations.NullMarked;
