package dev.thermograph.engine.schema;

import dev.thermograph.engine.property.PropertyValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A kind of edges. <em>Immutable:</em> each method returns a kind with one more rule.
 *
 * @param <T> see {@link Kind}
 */
public final class EdgeKind<T> implements Kind<T> {
  private final KindParts<T> parts;
  private final List<String> from;
  private final List<String> to;
  private final Cardinality cardinality;
  private final @Nullable DeletePolicy onDelete;

  private EdgeKind(
      KindParts<T> parts,
      List<String> from,
      List<String> to,
      Cardinality cardinality,
      @Nullable DeletePolicy onDelete) {
    this.parts = parts;
    this.from = from;
    this.to = to;
    this.cardinality = cardinality;
    this.onDelete = onDelete;
  }

  private EdgeKind(KindParts<T> parts) {
    this(parts, List.of(), List.of(), Cardinality.MANY, null);
  }

  /** A kind with the record's components as properties, named like the record. */
  public static <T extends Record> EdgeKind<T> of(Class<T> record) {
    return new EdgeKind<>(KindParts.ofRecord(record));
  }

  /** A kind without properties. */
  public static EdgeKind<NoProperties> of(String name) {
    return of(NoProperties.class).name(name);
  }

  /** A kind that takes any properties. */
  public static EdgeKind<PropertyValue.MapOf> open(String name) {
    return new EdgeKind<>(new KindParts<>(name, PropertyValue.MapOf.class, true, List.of()));
  }

  /** Gives it another name; see {@link Kind#name()}. */
  public EdgeKind<T> name(String name) {
    return with(parts.withName(name));
  }

  private EdgeKind<T> with(KindParts<T> changed) {
    return new EdgeKind<>(changed, from, to, cardinality, onDelete);
  }

  /** The kinds that its edges start from; any kind of the schema if it is never said. */
  public EdgeKind<T> from(NodeKind<?>... kinds) {
    return new EdgeKind<>(parts, names(kinds), to, cardinality, onDelete);
  }

  /** The kinds that its edges lead to; any kind of the schema if it is never said. */
  public EdgeKind<T> to(NodeKind<?>... kinds) {
    return new EdgeKind<>(parts, from, names(kinds), cardinality, onDelete);
  }

  private static List<String> names(NodeKind<?>... kinds) {
    return Arrays.stream(kinds).map(NodeKind::name).distinct().toList();
  }

  /** How many edges there may be; {@link Cardinality#MANY} if it is never said. */
  public EdgeKind<T> cardinality(Cardinality limit) {
    return new EdgeKind<>(parts, from, to, limit, onDelete);
  }

  /** Adds rules to a property: {@code property(Rated::stars, rule -> rule.min(1).max(5))}. */
  public EdgeKind<T> property(PropertyGetter<T, ?> getter, UnaryOperator<PropertyRules> change) {
    return with(parts.withRules(getter, change));
  }

  /** Says how many floats a {@code float[]} property has and how they are compared. */
  public EdgeKind<T> vector(PropertyGetter<T, ?> getter, int dimension, Metric metric) {
    return with(parts.withVector(getter, new PropertyType.VectorOf(dimension, metric)));
  }

  /** Says what deleting a node does about edges of this kind, whatever the node's kind says. */
  public EdgeKind<T> onDelete(DeletePolicy policy) {
    return new EdgeKind<>(parts, from, to, cardinality, policy);
  }

  /** The kind itself, once it is seen that nothing is missing; {@link Schema#of} looks too. */
  public EdgeKind<T> build() {
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

  /** Names of the kinds that its edges start from; empty for any. */
  public List<String> from() {
    return from;
  }

  /** Names of the kinds that its edges lead to; empty for any. */
  public List<String> to() {
    return to;
  }

  /** Whether an edge of this kind may lead from a node of one kind to a node of the other. */
  public boolean connects(String fromKind, String toKind) {
    return (from.isEmpty() || from.contains(fromKind)) && (to.isEmpty() || to.contains(toKind));
  }

  /** How many edges there may be. */
  public Cardinality cardinality() {
    return cardinality;
  }

  /** What deleting a node does about edges of this kind, if the kind says it. */
  public Optional<DeletePolicy> findDeletePolicy() {
    return Optional.ofNullable(onDelete);
  }

  @Override
  public String toString() {
    return "EdgeKind[" + name() + "]";
  }
}
