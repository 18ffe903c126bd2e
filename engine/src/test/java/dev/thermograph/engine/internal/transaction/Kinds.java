package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.Cardinality;
import dev.thermograph.engine.schema.DeletePolicy;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NoProperties;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.engine.schema.UniqueRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kinds with every rule that a transaction has to keep. */
final class Kinds {
  static final int AGE_MAX = 150;

  record Person(long uid, String name, int age, @Nullable String email) {}

  record Task(String title, @Nullable Integer rank) {}

  record Folder(String path, int size) {}

  record Knows(int since, @Nullable String note) {}

  static final NodeKind<Person> PERSON =
      NodeKind.of(Person.class)
          .key(Person::uid)
          .uniqueIgnoringCase(Person::email)
          .property(Person::age, rule -> rule.min(0).max(AGE_MAX))
          .onDelete(DeletePolicy.DISCONNECT);

  /** Restricts, which is what a kind does that says nothing. */
  static final NodeKind<Task> TASK = NodeKind.of(Task.class);

  static final NodeKind<Folder> FOLDER =
      NodeKind.of(Folder.class).key(Folder::path).onDelete(DeletePolicy.CASCADE);

  static final NodeKind<PropertyValue.MapOf> WIDGET =
      NodeKind.open("Widget")
          .unique(new UniqueRule("sku", List.of("sku"), false))
          .unique(new UniqueRule("pair", List.of("a", "b"), true))
          .onDelete(DeletePolicy.DISCONNECT);

  static final EdgeKind<Knows> KNOWS = EdgeKind.of(Knows.class).from(PERSON).to(PERSON);

  static final EdgeKind<NoProperties> LIKES = EdgeKind.of("LIKES").cardinality(Cardinality.UNIQUE);

  static final EdgeKind<NoProperties> OWNER =
      EdgeKind.of("OWNER").from(FOLDER, TASK).to(PERSON).cardinality(Cardinality.ONE);

  static final EdgeKind<NoProperties> CONTAINS =
      EdgeKind.of("CONTAINS").from(FOLDER).to(FOLDER, TASK, WIDGET);

  static final EdgeKind<PropertyValue.MapOf> HOLDS =
      EdgeKind.open("HOLDS").onDelete(DeletePolicy.RESTRICT);

  static final EdgeKind<NoProperties> FOLLOWED_BY =
      EdgeKind.of("FOLLOWED_BY").onDelete(DeletePolicy.CASCADE);

  static final EdgeKind<NoProperties> NEAR = EdgeKind.of("NEAR").onDelete(DeletePolicy.DISCONNECT);

  static final List<NodeKind<?>> NODE_KINDS = List.of(PERSON, TASK, FOLDER, WIDGET);

  static final List<EdgeKind<?>> EDGE_KINDS =
      List.of(KNOWS, LIKES, OWNER, CONTAINS, HOLDS, FOLLOWED_BY, NEAR);

  static final Schema SCHEMA =
      Schema.of(
          PERSON, TASK, FOLDER, WIDGET, KNOWS, LIKES, OWNER, CONTAINS, HOLDS, FOLLOWED_BY, NEAR);

  private Kinds() {}

  static Person person(long uid) {
    return new Person(uid, "p" + uid, 30, null);
  }

  static Folder folder(String path) {
    return new Folder(path, 1);
  }

  static Task task(String title) {
    return new Task(title, null);
  }
}
