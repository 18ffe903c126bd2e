package dev.thermograph.engine.internal.kind;

import dev.thermograph.engine.internal.schema.KindCodec;
import dev.thermograph.engine.schema.Kind;

/**
 * A kind in one tenant. <em>Immutable.</em>
 *
 * @param <T> see {@link Kind}
 */
public sealed interface BoundKind<T> permits BoundNodeKind, BoundEdgeKind {
  /** Its number, by which the store knows it. */
  int id();

  /** As it was declared. */
  Kind<T> kind();

  /** Writes and reads its properties. */
  KindCodec<T> codec();
}
