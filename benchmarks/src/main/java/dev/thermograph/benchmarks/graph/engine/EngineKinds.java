package dev.thermograph.benchmarks.graph.engine;

import dev.thermograph.benchmarks.graph.Values;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;

/** The kinds of the benchmarks' graph, as a user would define them. <em>Stateless.</em> */
public final class EngineKinds {
  /** Nodes, found by their uid. */
  public static final NodeKind<Person> PERSON = NodeKind.of(Person.class).key(Person::uid).build();

  /** Edges. */
  public static final EdgeKind<Knows> KNOWS =
      EdgeKind.of(Knows.class).from(PERSON).to(PERSON).build();

  /** Both. */
  public static final Schema SCHEMA = Schema.of(PERSON, KNOWS);

  private EngineKinds() {}

  /**
   * A node.
   *
   * @param uid its key
   * @param name for people
   * @param age the property that is read
   */
  public record Person(long uid, String name, int age) {
    /** Properties of the node with this number. */
    public static Person ofNumber(long node) {
      return new Person(Values.uid(node), Values.name(node), Values.age(node));
    }
  }

  /**
   * An edge.
   *
   * @param since a year
   */
  public record Knows(int since) {
    /** Properties of the edge with this number. */
    public static Knows ofNumber(long edge) {
      return new Knows(Values.since(edge));
    }
  }
}
