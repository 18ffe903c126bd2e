/**
 * What a graph may hold: kinds of nodes and edges, their properties and rules, and how a schema may
 * change.
 *
 * <p>Start at {@link dev.thermograph.engine.schema.NodeKind} and {@link
 * dev.thermograph.engine.schema.EdgeKind}; {@link dev.thermograph.engine.schema.Schema} puts them
 * together. Everything here is immutable and knows no tenant. Depends on {@code engine.property},
 * {@code internal.block} and {@code internal.record}.
 */
@NullMarked
package dev.thermograph.engine.schema;

import org.jspecify.annotations.NullMarked;
