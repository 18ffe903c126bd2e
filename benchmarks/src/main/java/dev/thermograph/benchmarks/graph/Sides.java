package dev.thermograph.benchmarks.graph;

import dev.thermograph.benchmarks.harness.Fork;
import dev.thermograph.benchmarks.harness.Side;
import dev.thermograph.benchmarks.wal.BareSyncedWrite;
import java.util.List;
import java.util.stream.Stream;

/** Who is measured, and in what JVM: each product gets the flags that its own scripts give it. */
final class Sides {
  /** Counts of threads that commit. */
  static final List<Integer> COMMITTERS = List.of(1, 16);

  /** The same heap for all; TinkerGraph needs most of it. */
  private static final List<String> HEAP = List.of("-Xms2g", "-Xmx2g");

  /** Those of Neo4j's own neo4j.conf that matter to a database, but one: see docs. */
  private static final List<String> NEO4J =
      List.of(
          "-XX:+UseG1GC",
          "-XX:-OmitStackTraceInFastThrow",
          "-XX:+AlwaysPreTouch",
          "-XX:+UnlockExperimentalVMOptions",
          "-XX:+TrustFinalNonStaticFields",
          "-Djdk.nio.maxCachedBufferSize=1024",
          "-Dio.netty.tryReflectionSetAccessible=true",
          "-Dlog4j2.disable.jmx=true",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /** Those of ArcadeDB's own server.sh. */
  private static final List<String> ARCADEDB =
      List.of(
          "--add-exports=java.management/sun.management=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
          "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
          "-Dpolyglot.engine.WarnInterpreterOnly=false",
          "-Djava.awt.headless=true",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  static final Fork OURS = new Fork(HEAP, "", false);

  static final Side BARE_LOAD =
      Side.perSecond("bare load", "elements/s", BareLoad.class, "load", elementCount())
          .in(OURS.forOneCall());
  static final Side BARE_COMMIT =
      Side.throughput("bare loop, 4096 B", BareSyncedWrite.class, "write", 1)
          .with("bytes", "4096")
          .in(OURS);
  static final Side OUR_LOAD = load(Product.THERMOGRAPH);
  static final Side OUR_COMMIT_1 = commit(Product.THERMOGRAPH, 1);
  static final Side OUR_COMMIT_16 = commit(Product.THERMOGRAPH, 16);
  static final Side OUR_POINT_READ = pointRead(Product.THERMOGRAPH);
  static final Side OUR_HOP = hop(Product.THERMOGRAPH);
  static final Side REBUILD =
      Side.perSecond("rebuild", "elements/s", Rebuild.class, "rebuild", elementCount())
          .in(OURS.forOneCall());
  static final Side MEMORY_ENGINE =
      Side.millis("engine in memory", MemoryEngine.class, "createWriteAndClose", 1).in(OURS);
  static final Side ALLOCATION =
      Side.micros("point read and hop", Allocation.class, "readAndWalk", 1)
          .with("product", Product.THERMOGRAPH.id())
          .in(OURS);

  private Sides() {}

  private static long elementCount() {
    return (1L + RmatGraph.EDGE_FACTOR) << RmatGraph.SCALE_MEASURED;
  }

  static Side load(Product product) {
    return of(
            product,
            Side.perSecond(
                "load, " + product.id(), "elements/s", Load.class, "load", elementCount()))
        .in(fork(product).forOneCall());
  }

  static Side commit(Product product, int threads) {
    String id = threads + (threads == 1 ? " committer, " : " committers, ") + product.id();
    return of(product, Side.throughput(id, DurableCommit.class, "commit", threads));
  }

  static Side pointRead(Product product) {
    return of(product, Side.micros("point read, " + product.id(), PointRead.class, "read", 1));
  }

  static Side hop(Product product) {
    return of(product, Side.micros("hop, " + product.id(), OneHop.class, "walk", 1));
  }

  private static Side of(Product product, Side side) {
    return side.with("product", product.id()).in(fork(product));
  }

  private static Fork fork(Product product) {
    return switch (product) {
      case THERMOGRAPH, LOG_ONLY, ARRAY -> OURS;
      case ARCADEDB -> peer(product, ARCADEDB);
      case NEO4J -> peer(product, NEO4J);
      case TINKERGRAPH -> peer(product, List.of());
    };
  }

  private static Fork peer(Product product, List<String> flags) {
    return new Fork(Stream.concat(HEAP.stream(), flags.stream()).toList(), product.id(), false);
  }

  /** An opponent in words. */
  static String what(Product product) {
    return switch (product) {
      case THERMOGRAPH, LOG_ONLY -> "us";
      case ARRAY -> "plain arrays, filled once, not durable";
      case ARCADEDB -> "ArcadeDB, embedded, WAL flush 2";
      case NEO4J -> "Neo4j community, embedded";
      case TINKERGRAPH -> "TinkerGraph, in memory, not durable";
    };
  }
}
