package dev.thermograph.benchmarks.graph;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The graph as a fork that reads or commits finds it, with all answers. <em>Immutable.</em>
 *
 * @param side open, with the whole graph
 * @param graph what it holds
 * @param answers what it has to say
 */
record LoadedGraph(GraphSide side, RmatGraph graph, Answers answers) implements AutoCloseable {

  /** Opens what {@link Load} left; sides that keep no files load again. Everything is checked. */
  static LoadedGraph open(Product product) {
    return open(product, Directories.loaded(product));
  }

  /** Opens a copy of it, which may be changed. */
  static LoadedGraph openCopy(Product product) {
    if (product.keepsFiles()) {
      Directories.copy(loaded(product), Directories.scratch(product));
    }
    return open(product, Directories.scratch(product));
  }

  private static LoadedGraph open(Product product, Path directory) {
    RmatGraph graph = RmatGraph.measured();
    GraphSide side = product.open(directory);
    if (!product.keepsFiles()) {
      Loading.load(side, graph);
    }
    return new LoadedGraph(side, graph, Answers.requireAll(side, graph));
  }

  private static Path loaded(Product product) {
    Path directory = Directories.loaded(product);
    if (!Files.isDirectory(directory)) {
      throw new IllegalStateException("nothing was loaded before: product=" + product.id());
    }
    return directory;
  }

  Questions questionsOfAges() {
    return Questions.about(graph.nodeCount(), Values::uid, Values::age);
  }

  Questions questionsOfNeighbours() {
    return Questions.about(graph.nodeCount(), answers::id, answers::neighbourSum);
  }

  @Override
  public void close() {
    side.close();
  }
}
