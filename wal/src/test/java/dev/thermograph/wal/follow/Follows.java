package dev.thermograph.wal.follow;

import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.segment.SegmentFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A follower and everything it has delivered. */
final class Follows implements AutoCloseable {
  private final LogFollower follower;
  private final List<Long> sequences = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  Follows(SegmentFiles files, long fromSequence) {
    follower = LogFollower.open(files, KeyProvider.NONE, fromSequence);
  }

  /** Takes what is proven by now. */
  Follows poll() {
    while (follower.next()) {
      sequences.add(follower.sequence());
      texts.add(StandardCharsets.UTF_8.decode(follower.payload()).toString());
    }
    return this;
  }

  List<Long> sequences() {
    return sequences;
  }

  List<String> texts() {
    return texts;
  }

  LogFollower follower() {
    return follower;
  }

  @Override
  public void close() {
    follower.close();
  }
}
