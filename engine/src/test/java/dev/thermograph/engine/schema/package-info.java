/** Tests. Kinds, their rules, and what a schema refuses. */
@NullMarked
package dev.thermograph.engine.schema;

import org.jspecify.annotations.NullMarked;
