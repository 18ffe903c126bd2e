package dev.thermograph.wal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class LogPositionTest {

  @Property(tries = 200)
  void packedPositionsComeBackAndKeepTheOrder(
      @ForAll @LongRange(max = Integer.MAX_VALUE) long segmentA,
      @ForAll @IntRange int offsetA,
      @ForAll @LongRange(max = Integer.MAX_VALUE) long segmentB,
      @ForAll @IntRange int offsetB) {
    LogPosition a = new LogPosition(segmentA, offsetA);
    LogPosition b = new LogPosition(segmentB, offsetB);

    assertThat(LogPosition.of(a.packed())).isEqualTo(a);
    int bySegment = Long.compare(segmentA, segmentB);
    int expected = bySegment != 0 ? bySegment : Integer.compare(offsetA, offsetB);
    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(expected);
  }

  @Test
  void refusesWhatDoesNotFitAndNamesIt() {
    assertThatThrownBy(() -> new LogPosition(1L << 31, 0))
        .hasMessageContaining("number=2147483648");
    assertThatThrownBy(() -> new LogPosition(-1, 0)).hasMessageContaining("number=-1");
    assertThatThrownBy(() -> new LogPosition(1, -8)).hasMessageContaining("offset=-8");
  }

  @Test
  void printsSegmentAndOffset() {
    assertThat(new LogPosition(3, 4096)).hasToString("3:4096");
  }

  @Test
  void namesOfSegmentsAndSparesAreToldApart() {
    assertThat(SegmentNames.segment(17)).isEqualTo("wal-0000000000000017.log");
    assertThat(SegmentNames.segmentNumber("wal-0000000000000017.log")).hasValue(17);
    assertThat(SegmentNames.segmentNumber("wal-17.log")).isEmpty();
    assertThat(SegmentNames.isSpare(SegmentNames.spare(4))).isTrue();
    assertThat(SegmentNames.isSpare("wal-0000000000000017.log")).isFalse();
  }
}
