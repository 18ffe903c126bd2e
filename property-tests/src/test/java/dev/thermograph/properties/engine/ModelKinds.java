package dev.thermograph.properties.engine;

import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.Cardinality;
import dev.thermograph.engine.schema.DeletePolicy;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.Kind;
import dev.thermograph.engine.schema.NoProperties;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.engine.schema.UniqueRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kinds with every rule there is, in three versions, each of which adds to the one before.
 * <em>Immutable.</em>
 */
final class ModelKinds {
  static final int VERSIONS = 3;
  static final int AGE_MAX = 150;

  record Person(long uid, String name, int age, @Nullable String email) {}

  record NamedPerson(
      long uid, String name, int age, @Nullable String email, @Nullable String nick) {}

  record Task(String title, @Nullable Integer rank) {}

  record Folder(String path, int size) {}

  record City(String name) {}

  record Knows(int since, @Nullable String note) {}

  /** Breaks what is stored: the age is another type. */
  record BrokenPerson(long uid, String name, String age, @Nullable String email) {}

  private static final NodeKind<Person> PERSON =
      NodeKind.of(Person.class)
          .key(Person::uid)
          .uniqueIgnoringCase(Person::email)
          .property(Person::age, rule -> rule.min(0).max(AGE_MAX))
          .onDelete(DeletePolicy.DISCONNECT);

  private static final NodeKind<NamedPerson> NAMED_PERSON =
      NodeKind.of(NamedPerson.class)
          .name("Person")
          .key(NamedPerson::uid)
          .uniqueIgnoringCase(NamedPerson::email)
          .property(NamedPerson::age, rule -> rule.min(0).max(AGE_MAX))
          .onDelete(DeletePolicy.DISCONNECT);

  private static final NodeKind<BrokenPerson> BROKEN_PERSON =
      NodeKind.of(BrokenPerson.class).name("Person").key(BrokenPerson::uid);

  /** Restricts, which is what a kind does that says nothing. */
  private static final NodeKind<Task> TASK = NodeKind.of(Task.class);

  private static final NodeKind<Folder> FOLDER =
      NodeKind.of(Folder.class).key(Folder::path).onDelete(DeletePolicy.CASCADE);

  private static final NodeKind<City> CITY =
      NodeKind.of(City.class).key(City::name).onDelete(DeletePolicy.DISCONNECT);

  private static final NodeKind<PropertyValue.MapOf> WIDGET =
      NodeKind.open("Widget")
          .unique(new UniqueRule("sku", List.of("sku"), false))
          .unique(new UniqueRule("pair", List.of("a", "b"), true))
          .onDelete(DeletePolicy.DISCONNECT);

  private static final List<EdgeKind<?>> EDGES =
      List.of(
          EdgeKind.of(Knows.class).from(PERSON).to(PERSON),
          EdgeKind.of("Likes").cardinality(Cardinality.UNIQUE),
          EdgeKind.of("Owner").from(FOLDER, TASK).to(PERSON).cardinality(Cardinality.ONE),
          EdgeKind.of("Contains").from(FOLDER).to(FOLDER, TASK, WIDGET),
          EdgeKind.open("Holds").onDelete(DeletePolicy.RESTRICT),
          EdgeKind.of("FollowedBy").onDelete(DeletePolicy.CASCADE),
          EdgeKind.of("Near").onDelete(DeletePolicy.DISCONNECT));

  private static final EdgeKind<NoProperties> LIVES_IN =
      EdgeKind.of("LivesIn").from(PERSON).to(CITY).cardinality(Cardinality.ONE);

  private static final List<ModelKinds> ALL =
      List.of(
          new ModelKinds(1, List.of(PERSON, TASK, FOLDER, WIDGET), EDGES),
          new ModelKinds(2, List.of(NAMED_PERSON, TASK, FOLDER, WIDGET), EDGES),
          new ModelKinds(
              VERSIONS, List.of(NAMED_PERSON, TASK, FOLDER, WIDGET, CITY), with(LIVES_IN)));

  private final int version;
  private final List<NodeKind<?>> nodes;
  private final List<EdgeKind<?>> edges;

  private ModelKinds(int version, List<NodeKind<?>> nodes, List<EdgeKind<?>> edges) {
    this.version = version;
    this.nodes = nodes;
    this.edges = edges;
  }

  private static List<EdgeKind<?>> with(EdgeKind<?> kind) {
    List<EdgeKind<?>> more = new ArrayList<>(EDGES);
    more.add(kind);
    return List.copyOf(more);
  }

  /** From 1 on. */
  static ModelKinds ofVersion(int version) {
    return ALL.get(version - 1);
  }

  /** A schema that no version can become. */
  static Schema breaking() {
    return Schema.of(BROKEN_PERSON, TASK, FOLDER, WIDGET);
  }

  int version() {
    return version;
  }

  List<NodeKind<?>> nodes() {
    return nodes;
  }

  List<EdgeKind<?>> edges() {
    return edges;
  }

  Schema schema() {
    List<Kind<?>> kinds = new ArrayList<>(nodes);
    kinds.addAll(edges);
    return Schema.of(kinds.toArray(Kind<?>[]::new));
  }

  NodeKind<?> node(String name) {
    return nodes.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  EdgeKind<?> edge(String name) {
    return edges.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }
}
