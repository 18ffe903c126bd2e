package dev.thermograph.wal.salvage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogImage;
import dev.thermograph.wal.LogImage.Frame;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.flush.AppendReceipt;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.SegmentHeaderLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class SalvageReaderProperties {
  private static final int SEGMENT_COUNT = 3;

  /** Damage anywhere behind the headers: what it did not touch comes out, unchanged and once. */
  @Property(tries = 150)
  void untouchedRecordsComeOutUnchangedAndOnce(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int placeCount) {
    Random random = new Random(seed);
    LogImage image = write(random);
    TreeMap<Long, Frame> touchable = new TreeMap<>();
    List<List<Frame>> data = new ArrayList<>();
    for (int segment = 1; segment <= SEGMENT_COUNT; segment++) {
      data.add(
          image.frames(segment).stream().filter(frame -> frame.type() == FrameType.DATA).toList());
      data.getLast().forEach(frame -> touchable.put(frame.sequence(), frame));
    }

    for (int place = 0; place < placeCount; place++) {
      int segment = random.nextInt(SEGMENT_COUNT);
      int first = SegmentHeaderLayout.FIRST_FRAME_OFFSET;
      int from = first + random.nextInt(LogImage.SEGMENT_BYTES - first);
      int to = Math.min(LogImage.SEGMENT_BYTES, from + 1 + random.nextInt(200));
      byte[] garbage = new byte[to - from];
      random.nextBytes(garbage);
      image.write(segment + 1, from, garbage);
      data.get(segment).stream()
          .filter(frame -> frame.offset() < to && frame.end() > from)
          .forEach(frame -> touchable.remove(frame.sequence()));
    }

    Salvaged salvaged = Salvaged.of(image.files());
    assertThat(salvaged.sequences()).containsAll(touchable.keySet());
    assertThat(salvaged.sequences()).isSorted().doesNotHaveDuplicates();
    assertThat(salvaged.records())
        .allSatisfy(record -> assertThat(record.text()).isEqualTo(text(record.sequence())));
  }

  private static LogImage write(Random random) {
    LogImage image = new LogImage(LogImage.options().withRandom(random));
    try (WriteAheadLog log = image.open()) {
      AppendReceipt receipt = new AppendReceipt();
      while (LogPositions.segmentCount(image) < SEGMENT_COUNT) {
        int groupCount = 1 + random.nextInt(30);
        for (int i = 0; i < groupCount; i++) {
          long next = log.lastSequence() + 1;
          log.append(1, (byte) 1, LogImage.bytes(text(next)), Durability.none(), receipt);
        }
        log.sync();
      }
    }
    return image;
  }

  /** Payloads of 6 bytes to 3 kB. */
  private static String text(long sequence) {
    return ("r" + sequence + " ").repeat(2 + (int) (sequence * 31 % 400));
  }
}
