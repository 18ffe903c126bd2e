package dev.thermograph.benchmarks.graph;

import dev.thermograph.engine.Tenant;
import dev.thermograph.engine.Thermograph;
import dev.thermograph.engine.graph.CommitReceipt;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NoProperties;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What does an engine in memory cost that is made for one piece of work, such as a test?
 *
 * <p>Workload: an engine is made, in it a tenant with two kinds, one node is written, and the
 * engine is closed. The loaded graph plays no part.
 */
@State(Scope.Benchmark)
public class MemoryEngine {
  private static final NodeKind<Person> PERSON = NodeKind.of(Person.class).key(Person::uid).build();
  private static final EdgeKind<NoProperties> KNOWS =
      EdgeKind.of("Knows").from(PERSON).to(PERSON).build();
  private static final Schema SCHEMA = Schema.of(PERSON, KNOWS);

  /**
   * A node.
   *
   * @param uid its key
   * @param name for people
   */
  public record Person(long uid, String name) {}

  /** For JMH. */
  public MemoryEngine() {}

  /** One engine's life. */
  @Benchmark
  public long createWriteAndClose() {
    try (Thermograph engine = Thermograph.inMemory()) {
      Tenant tenant = engine.tenant("acme", SCHEMA);
      CommitReceipt receipt = tenant.write(tx -> tx.create(PERSON, new Person(1, "somebody")));
      WrongAnswerException.requireSame("nodes created", 1, receipt.changes().nodesCreated());
      return receipt.sequence();
    }
  }
}
