package dev.thermograph.engine;

import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NoProperties;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.wal.LogOptions;
import java.time.Duration;
import java.util.List;

/** A few kinds, and what tests do with them. */
final class Sample {
  record Person(String name, int age) {}

  static final NodeKind<Person> PERSON = NodeKind.of(Person.class).unique(Person::name).build();
  static final EdgeKind<NoProperties> KNOWS = EdgeKind.of("Knows").from(PERSON).to(PERSON).build();
  static final Schema SCHEMA = Schema.of(PERSON, KNOWS);

  private Sample() {}

  /** Small segments, and a background that keeps still unless a test asks it. */
  static EngineOptions options() {
    return EngineOptions.defaults()
        .withLog(LogOptions.defaults().withSegmentBytes(1 << 20).withPreparedSegmentCountMax(0))
        .withMaintainEvery(Duration.ofHours(1))
        .withDrainWithin(Duration.ofMillis(20));
  }

  static NodeId add(Tenant tenant, String name, int age) {
    return tenant.compute(tx -> tx.create(PERSON, new Person(name, age))).value();
  }

  static List<String> names(Tenant tenant) {
    return tenant.read(
        view -> view.nodes(PERSON).map(node -> node.properties().name()).sorted().toList());
  }
}
