package dev.thermograph.wal.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.wal.LogImage;
import dev.thermograph.wal.LogImage.Entry;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.crypto.KeyProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A writer in another JVM, killed and started again while it is followed. */
final class LogFollowerKillTest {
  private static final int RECORD_COUNT = 10_000;
  private static final int[] KILL_AT = {700, 1_900, 3_100, 5_000, 6_400, 8_800};
  private static final long POLL_NANOS = 200_000;

  @Test
  @Timeout(120)
  void everyRecordThatSurvivesKillsIsDeliveredOnceAndNoOther(@TempDir Path directory)
      throws IOException {
    List<String> delivered = new ArrayList<>();
    try (LogFollower follower = LogFollower.open(directory, KeyProvider.NONE, 1)) {
      for (int killAt : KILL_AT) {
        Process writer = WriterProcess.start(directory, RECORD_COUNT);
        followUntil(follower, delivered, killAt, writer);
        writer.destroyForcibly().onExit().join();
      }
      Process writer = WriterProcess.start(directory, RECORD_COUNT);
      followUntil(follower, delivered, RECORD_COUNT, writer);
      assertThat(writer.onExit().join().exitValue()).isZero();
      assertThat(follower.next()).isFalse();
    }

    try (WriteAheadLog log = WriteAheadLog.open(directory, LogImage.options())) {
      assertThat(delivered)
          .isEqualTo(LogImage.entries(log, 1).stream().map(Entry::text).toList())
          .hasSize(RECORD_COUNT);
      assertThat(delivered.stream().map(text -> text.substring(0, text.indexOf('/'))).distinct())
          .as("processes that wrote; before a late kill one writes another's share, too")
          .hasSizeGreaterThan(KILL_AT.length / 2);
    }
  }

  private static void followUntil(
      LogFollower follower, List<String> delivered, int count, Process writer) {
    while (delivered.size() < count) {
      boolean ended = !writer.isAlive();
      if (follower.next()) {
        assertThat(follower.sequence()).isEqualTo(delivered.size() + 1);
        delivered.add(StandardCharsets.UTF_8.decode(follower.payload()).toString());
      } else {
        assertThat(ended).as("the writer ended at record %d", delivered.size()).isFalse();
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
  }
}
