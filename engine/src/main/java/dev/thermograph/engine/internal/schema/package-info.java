/**
 * What the engine makes of a tenant's schema: numbers for kinds, comparison with another schema,
 * checks and property blocks of records.
 *
 * <p>Start at {@link dev.thermograph.engine.internal.schema.SchemaCatalog} for what a tenant has
 * and at {@link dev.thermograph.engine.internal.schema.KindCodec} for what a kind's records become.
 * Depends on {@code engine.schema}, {@code engine.property}, {@code internal.block} and {@code
 * internal.record}.
 */
@NullMarked
package dev.thermograph.engine.internal.schema;

import org.jspecify.annotations.NullMarked;
