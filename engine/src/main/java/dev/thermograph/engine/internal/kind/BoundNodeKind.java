package dev.thermograph.engine.internal.kind;

import dev.thermograph.engine.internal.schema.KindCodec;
import dev.thermograph.engine.schema.NodeKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of nodes in one tenant. <em>Immutable.</em>
 *
 * @param id its number
 * @param kind as it was declared
 * @param codec writes and reads its properties
 * @param uniques its key, if it has one, then its unique rules in the order of their declaration
 * @param <T> see {@link NodeKind}
 */
public record BoundNodeKind<T>(
    int id, NodeKind<T> kind, KindCodec<T> codec, List<BoundUnique> uniques)
    implements BoundKind<T> {
  /** Keeps a copy. */
  public BoundNodeKind {
    uniques = List.copyOf(uniques);
  }

  /** The rule that its key is, if it has one. */
  public @Nullable BoundUnique key() {
    return kind.findKey().isPresent() ? uniques.getFirst() : null;
  }
}
