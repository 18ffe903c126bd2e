package dev.thermograph.engine.internal.kind;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.schema.KindCodec;
import dev.thermograph.engine.internal.schema.SchemaCatalog;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.Kind;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.PropertyDefinition;
import dev.thermograph.engine.schema.PropertyType;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.engine.schema.UniqueRule;
import dev.thermograph.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of one tenant, found by what callers hold and by what the store keeps.
 * <em>Immutable</em>, so any number of threads may use it; another schema makes another one.
 */
public final class BoundSchema {
  /** No rule's name begins so: a rule named like the key has hashes of its own. */
  private static final String KEY_SEED = "key:";

  private final Schema schema;
  private final SchemaCatalog catalog;
  private final KeyDictionary keys;
  private final Map<String, BoundKind<?>> byName = new HashMap<>();
  private final @Nullable BoundKind<?>[] byId;

  private BoundSchema(Schema schema, SchemaCatalog catalog, KeyDictionary keys) {
    this.schema = schema;
    this.catalog = catalog;
    this.keys = keys;
    this.byId = new BoundKind<?>[catalog.kindCount()];
    for (Kind<?> kind : schema.kinds()) {
      BoundKind<?> bound = bind(kind, catalog.findId(kind.name()), keys);
      byName.put(kind.name(), bound);
      byId[bound.id()] = bound;
    }
  }

  /**
   * Binds a schema to the numbers that its kinds have.
   *
   * @param catalog has every kind of the schema
   * @param keys gets the names of properties that are compared: call under the tenant's lane
   */
  public static BoundSchema of(Schema schema, SchemaCatalog catalog, KeyDictionary keys) {
    return new BoundSchema(schema, catalog, keys);
  }

  private static BoundKind<?> bind(Kind<?> kind, int id, KeyDictionary keys) {
    return switch (kind) {
      case NodeKind<?> node -> bindNode(node, id, keys);
      case EdgeKind<?> edge -> bindEdge(edge, id, keys);
    };
  }

  private static <T> BoundNodeKind<T> bindNode(NodeKind<T> kind, int id, KeyDictionary keys) {
    List<BoundUnique> uniques = new ArrayList<>();
    kind.findKey()
        .ifPresent(
            key ->
                uniques.add(
                    bind(kind, new UniqueRule(key, List.of(key), false), KEY_SEED, id, keys)));
    kind.uniques().forEach(rule -> uniques.add(bind(kind, rule, "", id, keys)));
    return new BoundNodeKind<>(id, kind, KindCodec.of(kind, keys), uniques);
  }

  private static <T> BoundEdgeKind<T> bindEdge(EdgeKind<T> kind, int id, KeyDictionary keys) {
    return new BoundEdgeKind<>(id, kind, KindCodec.of(kind, keys));
  }

  private static BoundUnique bind(
      NodeKind<?> kind, UniqueRule rule, String seedPrefix, int kindId, KeyDictionary keys) {
    List<String> properties = rule.properties();
    List<Integer> keyIds = properties.stream().map(keys::findOrAdd).toList();
    List<PropertyType> types =
        properties.stream()
            .flatMap(name -> kind.findProperty(name).stream())
            .map(PropertyDefinition::type)
            .toList();
    long seed = UniqueHash.seed(kindId, seedPrefix + rule.name());
    return new BoundUnique(kindId, rule, keyIds, types, seed);
  }

  /** The schema as it was given. */
  public Schema schema() {
    return schema;
  }

  /** What the log knows of it. */
  public SchemaCatalog catalog() {
    return catalog;
  }

  /** The tenant's property names. */
  public KeyDictionary keys() {
    return keys;
  }

  /** A kind of nodes as callers name it; refuses one that the tenant does not have. */
  @SuppressWarnings("unchecked") // the bound kind has the very kind that was asked for
  public <T> BoundNodeKind<T> require(NodeKind<T> kind) {
    if (byName.get(kind.name()) instanceof BoundNodeKind<?> bound && bound.kind() == kind) {
      return (BoundNodeKind<T>) bound;
    }
    throw unknown(kind);
  }

  /** A kind of edges as callers name it; refuses one that the tenant does not have. */
  @SuppressWarnings("unchecked") // the bound kind has the very kind that was asked for
  public <E> BoundEdgeKind<E> require(EdgeKind<E> kind) {
    if (byName.get(kind.name()) instanceof BoundEdgeKind<?> bound && bound.kind() == kind) {
      return (BoundEdgeKind<E>) bound;
    }
    throw unknown(kind);
  }

  private InvalidArgumentException unknown(Kind<?> kind) {
    boolean isOther = byName.containsKey(kind.name());
    return new InvalidArgumentException(
        (isOther
                ? "kind is not the one of the tenant's schema, use the same object: kind="
                : "kind is not in the tenant's schema: kind=")
            + kind.name());
  }

  /** The kind with a number, or null when the schema lacks it. */
  public @Nullable BoundKind<?> find(int id) {
    return id < byId.length ? byId[id] : null;
  }
}
