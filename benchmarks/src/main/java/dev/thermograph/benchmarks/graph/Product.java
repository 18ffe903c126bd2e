package dev.thermograph.benchmarks.graph;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * The implementations of {@link GraphSide}. They are named and not linked to: a fork loads its own
 * only, so that the compiler sees a single implementation, and peers are not even on the class path
 * of others.
 */
enum Product {
  THERMOGRAPH("dev.thermograph.benchmarks.graph.engine.EngineGraph", true),
  /** The same without snapshots; only {@link Rebuild} asks it. */
  LOG_ONLY("dev.thermograph.benchmarks.graph.engine.LogOnlyGraph", true),
  ARRAY("dev.thermograph.benchmarks.graph.ArrayGraph", false),
  ARCADEDB("dev.thermograph.benchmarks.peers.arcadedb.ArcadeGraph", true),
  NEO4J("dev.thermograph.benchmarks.peers.neo4j.Neo4jGraph", true),
  TINKERGRAPH("dev.thermograph.benchmarks.peers.tinkergraph.TinkerPopGraph", false);

  private final String className;
  private final boolean keepsFiles;

  Product(String className, boolean keepsFiles) {
    this.className = className;
    this.keepsFiles = keepsFiles;
  }

  /** As it stands in a JMH parameter and behind the name of a ratio. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Product of(String id) {
    return Arrays.stream(values())
        .filter(product -> product.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such product: " + id));
  }

  /** Whether what was loaded is still there after closing. */
  boolean keepsFiles() {
    return keepsFiles;
  }

  GraphSide open(Path directory) {
    try {
      return Class.forName(className)
          .asSubclass(GraphSide.class)
          .getConstructor(Path.class)
          .newInstance(directory);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("could not be opened: product=" + id(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("is not on the class path: product=" + id(), e);
    }
  }
}
