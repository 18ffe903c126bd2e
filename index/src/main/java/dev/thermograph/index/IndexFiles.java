package dev.thermograph.index;

import java.nio.file.Path;

/** Where an index keeps its segments. */
public sealed interface IndexFiles {

  /** In a directory of its own, made if it is not there; nobody else may write into it. */
  record InDirectory(Path directory) implements IndexFiles {}

  /** In memory outside the heap, gone when the index is closed. */
  record InMemory() implements IndexFiles {}
}
