package dev.thermograph.properties.isolation.engine;

import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import java.util.List;

/** What lists and registers are in a graph. */
final class ItemKinds {
  record Listing(int key, List<Long> values) {}

  record Register(int key, long value) {}

  static final NodeKind<Listing> LIST = NodeKind.of(Listing.class).key(Listing::key).build();
  static final NodeKind<Register> REGISTER = NodeKind.of(Register.class).key(Register::key).build();
  static final Schema SCHEMA = Schema.of(LIST, REGISTER);

  private ItemKinds() {}
}
