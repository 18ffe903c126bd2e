package dev.thermograph.benchmarks.graph.engine;

import dev.thermograph.engine.options.Checkpoints;
import dev.thermograph.engine.options.EngineOptions;
import java.nio.file.Path;
import java.time.Duration;

/** Our engine without snapshots, so that what was not closed is rebuilt from the log alone. */
public final class LogOnlyGraph extends EngineGraph {
  private static final Checkpoints NEVER =
      new Checkpoints(Long.MAX_VALUE, Duration.ofDays(30), false);

  /** Opens the engine, or makes it, until its tenant can be read. */
  public LogOnlyGraph(Path directory) {
    super(directory, EngineOptions.defaults().withCheckpoints(NEVER));
  }
}
