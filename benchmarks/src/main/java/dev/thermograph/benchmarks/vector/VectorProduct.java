package dev.thermograph.benchmarks.vector;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** The implementations of {@link VectorSide}, named and not linked to; a fork loads its own. */
enum VectorProduct {
  THERMOGRAPH("dev.thermograph.benchmarks.vector.index.IndexSide", "us"),
  LUCENE(
      "dev.thermograph.benchmarks.vector.lucene.LuceneSide",
      "plain Lucene, the same format, one segment"),
  JVECTOR("dev.thermograph.benchmarks.peers.jvector.JVectorSide", "JVector, in memory"),
  HNSWLIB("dev.thermograph.benchmarks.peers.hnswlib.HnswlibSide", "hnswlib-core, in memory");

  private final String className;
  private final String what;

  VectorProduct(String className, String what) {
    this.className = className;
    this.what = what;
  }

  /** As it stands in a JMH parameter and behind the name of a ratio. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The opponent in words. */
  String what() {
    return what;
  }

  static VectorProduct of(String id) {
    return Arrays.stream(values())
        .filter(product -> product.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such product: " + id));
  }

  VectorSide open(VectorData data, Path directory) {
    try {
      return Class.forName(className)
          .asSubclass(VectorSide.class)
          .getConstructor(VectorData.class, Path.class)
          .newInstance(data, directory);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("could not be opened: product=" + id(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("is not on the class path: product=" + id(), e);
    }
  }
}
