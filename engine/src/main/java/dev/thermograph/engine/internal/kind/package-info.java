/**
 * A tenant's kinds as its transactions and views use them: numbers, codecs and unique rules looked
 * up once. {@link dev.thermograph.engine.internal.kind.BoundSchema} is where to start.
 */
@NullMarked
package dev.thermograph.engine.internal.kind;

import org.jspecify.annotations.NullMarked;
