package dev.thermograph.engine.internal.kind;

import dev.thermograph.engine.schema.PropertyType;
import dev.thermograph.engine.schema.UniqueRule;
import java.util.List;

/**
 * A key or a unique rule in one tenant. <em>Immutable.</em>
 *
 * @param kindId number of its kind
 * @param rule as it was declared; a key's is named like its property
 * @param keyIds ids of the property names that it compares, in its order
 * @param types types of these properties; empty for an open kind, which has any
 * @param seed differs from rule to rule and never changes; every hash of the rule begins with it,
 *     for all rules of a tenant share one index
 */
public record BoundUnique(
    int kindId, UniqueRule rule, List<Integer> keyIds, List<PropertyType> types, long seed) {
  /** Keeps copies. */
  public BoundUnique {
    keyIds = List.copyOf(keyIds);
    types = List.copyOf(types);
  }
}
