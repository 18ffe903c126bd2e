package dev.thermograph.properties.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.properties.crash.CrashImage;
import dev.thermograph.properties.crash.CrashMode;
import dev.thermograph.properties.crash.CrashRecordingFiles;
import dev.thermograph.properties.crash.ReplayCursor;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.flush.AppendReceipt;
import dev.thermograph.wal.follow.LogFollower;
import dev.thermograph.wal.read.LogReader;
import dev.thermograph.wal.segment.SegmentFiles;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a follower has delivered is in the log that recovery finds after any power cut. */
final class FollowerPowerCutTest {
  private static final int OPENING_COUNT = 3;
  private static final int GROUP_COUNT = 30;

  @Test
  void nothingDeliveredIsEverTakenBack() {
    CrashRecordingFiles files = CrashRecordingFiles.create();
    write(files, new Random(5));
    SplittableRandom dice = new SplittableRandom(6);
    ReplayCursor replay = files.timeline().replay();
    long imageCount = 0;
    long deliveredCount = 0;
    long unprovenCount = 0;
    do {
      List<String> delivered = follow(replay.processKill());
      deliveredCount = delivered.size();
      for (CrashMode mode : CrashMode.values()) {
        CrashImage image = replay.image(mode, dice);
        List<String> recovered = recover(image.files());
        assertThat(recovered.subList(0, Math.min(recovered.size(), delivered.size())))
            .as("position %d, %s", replay.position(), image)
            .isEqualTo(delivered);
        unprovenCount += recovered.size() - delivered.size();
        imageCount++;
      }
    } while (replay.advance());

    assertThat(imageCount).isGreaterThan(1_000);
    assertThat(unprovenCount).as("records that survived and were not delivered yet").isPositive();
    assertThat(deliveredCount).as("delivered at the end").isEqualTo(recover(files.reopen()).size());
  }

  /** Groups with and without a sync, small and large, over several segments and openings. */
  private static void write(CrashRecordingFiles files, Random random) {
    for (int opening = 0; opening < OPENING_COUNT; opening++) {
      try (WriteAheadLog log = open(files.reopen())) {
        AppendReceipt receipt = new AppendReceipt();
        for (int group = 0; group < GROUP_COUNT; group++) {
          int count = 1 + random.nextInt(8);
          for (int i = 0; i < count; i++) {
            String text = opening + "/" + group + "/" + i + "x".repeat(random.nextInt(2_500));
            log.append(1, (byte) 1, bytes(text), Durability.none(), receipt);
          }
          if (random.nextInt(3) > 0) {
            log.sync();
          }
        }
      }
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static WriteAheadLog open(SegmentFiles files) {
    return WriteAheadLog.open(
        files,
        LogOptions.defaults()
            .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
            .withPreparedSegmentCountMax(1)
            .withTrailerAfter(Duration.ofMillis(1))
            .withRandom(new Random(7)));
  }

  private static List<String> follow(SegmentFiles files) {
    List<String> texts = new ArrayList<>();
    try (LogFollower follower = LogFollower.open(files, KeyProvider.NONE, 1)) {
      while (follower.next()) {
        texts.add(StandardCharsets.UTF_8.decode(follower.payload()).toString());
      }
    }
    return texts;
  }

  private static List<String> recover(SegmentFiles files) {
    List<String> texts = new ArrayList<>();
    try (WriteAheadLog log = open(files);
        LogReader reader = log.read(1)) {
      while (reader.next()) {
        texts.add(StandardCharsets.UTF_8.decode(reader.payload()).toString());
      }
    }
    return texts;
  }
}
