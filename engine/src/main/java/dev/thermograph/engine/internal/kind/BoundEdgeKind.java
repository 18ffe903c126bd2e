package dev.thermograph.engine.internal.kind;

import dev.thermograph.engine.internal.schema.KindCodec;
import dev.thermograph.engine.schema.EdgeKind;

/**
 * A kind of edges in one tenant. <em>Immutable.</em>
 *
 * @param id its number
 * @param kind as it was declared
 * @param codec writes and reads its properties
 * @param <T> see {@link EdgeKind}
 */
public record BoundEdgeKind<T>(int id, EdgeKind<T> kind, KindCodec<T> codec)
    implements BoundKind<T> {}
