package dev.thermograph.engine.internal.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.schema.SchemaCatalog;
import dev.thermograph.engine.schema.Schema;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AccessKeyTest {
  private static final int KIND_MAX = Schema.KIND_COUNT_MAX - 1;

  @Test
  void differentThingsHaveDifferentKeys() {
    SplittableRandom random = new SplittableRandom(1);
    Set<Long> keys = new HashSet<>();
    int things = 0;
    keys.add(AccessKey.schema());
    for (int kind : new int[] {0, 1, 2, 255, 256, KIND_MAX}) {
      keys.add(AccessKey.nodesOfKind(kind));
      keys.add(AccessKey.edgesOfKind(kind));
      things += 2;
    }
    for (int number = 0; number < 3_000; number++) {
      int node = number < 1_500 ? number : GraphStore.NODE_COUNT_MAX - number;
      int kind = number % 3 == 0 ? KIND_MAX : number % 3;
      keys.add(AccessKey.nodeExists(node));
      keys.add(AccessKey.node(node));
      keys.add(AccessKey.edge(node));
      keys.add(AccessKey.adjacency(node, kind, false));
      keys.add(AccessKey.adjacency(node, kind, true));
      keys.add(AccessKey.pair(node, node / 2, kind));
      keys.add(AccessKey.pair(node / 2, node, kind + (node < 2 ? 10 : 0)));
      keys.add(AccessKey.unique(random.nextLong()));
      things += 8;
    }
    assertThat(keys).hasSize(things + 1);
  }

  @Test
  void keysAreDescribedInWords() {
    SchemaCatalog catalog = SchemaCatalog.EMPTY.apply(Kinds.SCHEMA);
    int knows = catalog.findId("Knows");
    int task = catalog.findId("Task");
    assertThat(AccessKey.describe(AccessKey.node(5), 7, catalog)).isEqualTo("node:7/5");
    assertThat(AccessKey.describe(AccessKey.nodeExists(5), 7, catalog)).isEqualTo("node:7/5");
    assertThat(AccessKey.describe(AccessKey.edge(6), 7, catalog)).isEqualTo("edge:7/6");
    assertThat(AccessKey.describe(AccessKey.adjacency(5, knows, false), 7, catalog))
        .isEqualTo("edges Knows out of node:7/5");
    assertThat(AccessKey.describe(AccessKey.adjacency(5, knows, true), 7, catalog))
        .isEqualTo("edges Knows into node:7/5");
    assertThat(AccessKey.describe(AccessKey.nodesOfKind(task), 7, catalog))
        .isEqualTo("nodes of kind Task");
    assertThat(AccessKey.describe(AccessKey.edgesOfKind(knows), 7, catalog))
        .isEqualTo("edges of kind Knows");
    assertThat(AccessKey.describe(AccessKey.schema(), 7, catalog)).isEqualTo("schema");
    assertThat(AccessKey.describe(AccessKey.unique(-1), 7, catalog)).isEqualTo("unique value");
    assertThat(AccessKey.describe(AccessKey.pair(1, 2, 3), 7, catalog)).startsWith("edges from");
  }
}
