package dev.thermograph.engine.schema;

import dev.thermograph.engine.property.PropertyValue;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A kind of nodes. <em>Immutable:</em> each method returns a kind with one more rule.
 *
 * @param <T> see {@link Kind}
 */
public final class NodeKind<T> implements Kind<T> {
  /** Most unique rules of one kind. */
  public static final int UNIQUE_COUNT_MAX = 32;

  private static final Set<PropertyType.Scalar> KEY_TYPES =
      EnumSet.of(
          PropertyType.Scalar.TEXT,
          PropertyType.Scalar.INT,
          PropertyType.Scalar.LONG,
          PropertyType.Scalar.UUID);

  private final KindParts<T> parts;
  private final @Nullable String key;
  private final List<UniqueRule> uniques;
  private final DeletePolicy onDelete;

  private NodeKind(
      KindParts<T> parts, @Nullable String key, List<UniqueRule> uniques, DeletePolicy onDelete) {
    this.parts = parts;
    this.key = key;
    this.uniques = List.copyOf(uniques);
    this.onDelete = onDelete;
  }

  /** A kind with the record's components as properties, named like the record. */
  public static <T extends Record> NodeKind<T> of(Class<T> record) {
    return new NodeKind<>(KindParts.ofRecord(record), null, List.of(), DeletePolicy.RESTRICT);
  }

  /** A kind that takes any properties. */
  public static NodeKind<PropertyValue.MapOf> open(String name) {
    KindParts<PropertyValue.MapOf> parts =
        new KindParts<>(name, PropertyValue.MapOf.class, true, List.of());
    return new NodeKind<>(parts, null, List.of(), DeletePolicy.RESTRICT);
  }

  /** Gives it another name; see {@link Kind#name()}. */
  public NodeKind<T> name(String name) {
    return with(parts.withName(name));
  }

  private NodeKind<T> with(KindParts<T> changed) {
    return new NodeKind<>(changed, key, uniques, onDelete);
  }

  /**
   * Says that callers name nodes of this kind by a property, which must be required and a text, an
   * {@code int}, a {@code long} or a UUID. No two nodes of the kind have the same key.
   */
  public NodeKind<T> key(PropertyGetter<T, ?> getter) {
    PropertyDefinition property = parts.require(getter);
    if (!property.isRequired()
        || !(property.type() instanceof PropertyType.Scalar type && KEY_TYPES.contains(type))) {
      throw new KindRefusedException(
          "key must be a required text, int, long or uuid: kind="
              + name()
              + " property="
              + property.name()
              + " type="
              + property.describe());
    }
    return new NodeKind<>(parts, property.name(), uniques, onDelete);
  }

  /** No two nodes of the kind have the same value here; the rule is named like the property. */
  public NodeKind<T> unique(PropertyGetter<T, ?> getter) {
    String property = parts.require(getter).name();
    return unique(new UniqueRule(property, List.of(property), false));
  }

  /** No two nodes of the kind have the same values in all of these. */
  @SafeVarargs
  @SuppressWarnings("varargs") // List.of copies them
  public final NodeKind<T> unique(String name, PropertyGetter<T, ?>... getters) {
    return unique(new UniqueRule(name, names(List.of(getters)), false));
  }

  /** As {@link #unique(PropertyGetter)}, without regard to upper and lower case. */
  public NodeKind<T> uniqueIgnoringCase(PropertyGetter<T, ?> getter) {
    String property = parts.require(getter).name();
    return unique(new UniqueRule(property, List.of(property), true));
  }

  /** As {@link #unique(String, PropertyGetter[])}, without regard to upper and lower case. */
  @SafeVarargs
  @SuppressWarnings("varargs") // List.of copies them
  public final NodeKind<T> uniqueIgnoringCase(String name, PropertyGetter<T, ?>... getters) {
    return unique(new UniqueRule(name, names(List.of(getters)), true));
  }

  private List<String> names(List<PropertyGetter<T, ?>> getters) {
    return getters.stream().map(getter -> parts.require(getter).name()).toList();
  }

  /** Adds a rule by property names, which is the only way for an open kind. */
  public NodeKind<T> unique(UniqueRule rule) {
    if (!isOpen()) {
      rule.properties().forEach(property -> requireComparable(rule, parts.require(property)));
    }
    if (uniques.stream().anyMatch(it -> it.name().equals(rule.name()))
        || uniques.size() >= UNIQUE_COUNT_MAX) {
      throw new KindRefusedException(
          "constraint's name is taken, or there are too many: kind="
              + name()
              + " constraint="
              + rule.name()
              + " count="
              + uniques.size()
              + " max="
              + UNIQUE_COUNT_MAX);
    }
    List<UniqueRule> more = Stream.concat(uniques.stream(), Stream.of(rule)).toList();
    return new NodeKind<>(parts, key, more, onDelete);
  }

  private void requireComparable(UniqueRule rule, PropertyDefinition property) {
    boolean isSingle =
        property.type() instanceof PropertyType.EnumOf
            || (property.type() instanceof PropertyType.Scalar type
                && type != PropertyType.Scalar.ANY);
    if (!isSingle) {
      throw new KindRefusedException(
          "constraint compares single values only: kind="
              + name()
              + " constraint="
              + rule.name()
              + " property="
              + property.name()
              + " type="
              + property.type().describe());
    }
  }

  /** Adds rules to a property: {@code property(Person::age, rule -> rule.min(0).max(150))}. */
  public NodeKind<T> property(PropertyGetter<T, ?> getter, UnaryOperator<PropertyRules> change) {
    return with(parts.withRules(getter, change));
  }

  /** Says how many floats a {@code float[]} property has and how they are compared. */
  public NodeKind<T> vector(PropertyGetter<T, ?> getter, int dimension, Metric metric) {
    return with(parts.withVector(getter, new PropertyType.VectorOf(dimension, metric)));
  }

  /**
   * Says what deleting a node of this kind does about its edges, unless their kind says otherwise;
   * {@link DeletePolicy#RESTRICT} if it is never said.
   */
  public NodeKind<T> onDelete(DeletePolicy policy) {
    return new NodeKind<>(parts, key, uniques, policy);
  }

  /** The kind itself, once it is seen that nothing is missing; {@link Schema#of} looks too. */
  public NodeKind<T> build() {
    parts.requireComplete();
    return this;
  }

  @Override
  public String name() {
    return parts.name();
  }

  @Override
  public Class<T> type() {
    return parts.type();
  }

  @Override
  public boolean isOpen() {
    return parts.isOpen();
  }

  @Override
  public List<PropertyDefinition> properties() {
    return parts.properties();
  }

  @Override
  public Optional<PropertyDefinition> findProperty(String name) {
    return properties().stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** The property that a getter of the record names; another kind's getter is refused. */
  public PropertyDefinition require(PropertyGetter<T, ?> getter) {
    return parts.require(getter);
  }

  /** The property that callers name nodes by, if there is one. */
  public Optional<String> findKey() {
    return Optional.ofNullable(key);
  }

  /** What no two nodes share, beside the key. */
  public List<UniqueRule> uniques() {
    return uniques;
  }

  /** What deleting a node does about its edges. */
  public DeletePolicy deletePolicy() {
    return onDelete;
  }

  @Override
  public String toString() {
    return "NodeKind[" + name() + "]";
  }
}
