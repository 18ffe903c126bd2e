package dev.thermograph.benchmarks;

import dev.thermograph.benchmarks.graph.GraphGroup;
import dev.thermograph.benchmarks.graph.growth.GrowthGroup;
import dev.thermograph.benchmarks.graph.supernode.SupernodeGroup;
import dev.thermograph.benchmarks.harness.Group;
import dev.thermograph.benchmarks.wal.WalGroup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All groups of benchmarks, in the order in which {@code all} runs them. */
final class Groups {
  private static final List<Group> ALL =
      List.of(new WalGroup(), new GraphGroup(), new GrowthGroup(), new SupernodeGroup());

  private Groups() {}

  static List<Group> all() {
    return ALL;
  }

  static Optional<Group> find(String name) {
    return ALL.stream().filter(group -> group.name().equals(name)).findFirst();
  }

  /** For messages. */
  static String names() {
    return ALL.stream().map(Group::name).collect(Collectors.joining(", "));
  }
}
