/** Tests. */
@NullMarked
package dev.thermograph.engine.internal.graph;

import org.jspecify.annotations.NullMarked;
