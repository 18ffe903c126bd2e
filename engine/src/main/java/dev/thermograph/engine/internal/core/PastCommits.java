package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.graph.CommitInfo;
import dev.thermograph.engine.graph.CommitRange;
import dev.thermograph.engine.graph.PastNotRetainedException;
import dev.thermograph.engine.internal.commit.CommitTally;
import dev.thermograph.engine.internal.commit.CommitTimes;
import dev.thermograph.engine.internal.read.KnownCommits;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import dev.thermograph.error.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The commits that a view sees and the retained past still has: the first is the one that made the
 * oldest state. What it takes note of when it is made stays readable until the view is closed,
 * whatever retention lets go of meanwhile. <em>Immutable.</em>
 */
final class PastCommits implements KnownCommits {
  private final HotTenant hot;
  private final CommitTimes.Window known;

  /** Place of the oldest one. */
  private final long start;

  /** Place behind the newest one. */
  private final long end;

  /** Below there may have been commits of which nothing is known any more. */
  private final long firstKnown;

  /**
   * What a view knows.
   *
   * @param sequence the view's
   */
  PastCommits(HotTenant hot, long sequence) {
    this.hot = hot;
    this.known = hot.times().window();
    long retained = Math.min(hot.retainedFrom(), sequence);
    this.start = known.placeOf(retained);
    this.end = known.behind(sequence);
    boolean isCut = start < end && known.sequence(start) <= retained;
    this.firstKnown = isCut ? known.sequence(start) : 0;
  }

  @Override
  public List<CommitInfo> list(CommitRange range) {
    if (range.from() > 0) {
      requireKnown(range.from());
    }
    long first = Math.max(start, known.behind(range.from() - 1));
    long behind = Math.min(end, known.behind(range.to()));
    List<CommitInfo> found = new ArrayList<>();
    if (range.isNewestFirst()) {
      for (long place = behind - 1; place >= first && found.size() < range.countMax(); place--) {
        found.add(at(place));
      }
    } else {
      for (long place = first; place < behind && found.size() < range.countMax(); place++) {
        found.add(at(place));
      }
    }
    return found;
  }

  @Override
  public Optional<CommitInfo> find(long sequence) {
    if (sequence > 0) {
      requireKnown(sequence);
    }
    long place = Math.min(end, known.behind(sequence)) - 1;
    return place >= start && known.sequence(place) == sequence
        ? Optional.of(at(place))
        : Optional.empty();
  }

  private void requireKnown(long sequence) {
    if (sequence < firstKnown) {
      throw new PastNotRetainedException(
          Messages.format(
              "commits are not known that far back: tenant=%d sequence=%d firstKnown=%d",
              hot.number(), sequence, firstKnown));
    }
  }

  private CommitInfo at(long place) {
    CommitTally tally = new CommitTally();
    known.read(place, tally);
    return new CommitInfo(
        known.sequence(place),
        Micros.toInstant(known.micros(place)),
        tally.actor(),
        tally.reason(),
        new ChangeCounts(
            tally.count(CommitTally.NODES_CREATED),
            tally.count(CommitTally.NODES_UPDATED),
            tally.count(CommitTally.NODES_DELETED),
            tally.count(CommitTally.EDGES_CREATED),
            tally.count(CommitTally.EDGES_UPDATED),
            tally.count(CommitTally.EDGES_DELETED)));
  }
}
