package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.graph.CommitInfo;
import dev.thermograph.engine.graph.CommitRange;
import java.util.List;
import java.util.Optional;

/**
 * The commits that a view sees, as far back as the past was retained when they were asked for
 * first. <b>Thread-safe</b>, while the view is open.
 */
public interface KnownCommits {
  /** Those of a range. */
  List<CommitInfo> list(CommitRange range);

  /** That of a sequence, if it is among them. */
  Optional<CommitInfo> find(long sequence);
}
