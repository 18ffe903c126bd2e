package dev.thermograph.engine.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.internal.snapshot.CheckpointPolicy.Due;
import dev.thermograph.engine.internal.snapshot.CheckpointPolicy.Situation;
import dev.thermograph.error.InvalidArgumentException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CheckpointPolicyTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long MUCH = 64L << 20;

  private static Due due(
      boolean hasChanged, long logBytes, Duration age, boolean holdsLog, boolean isClosing) {
    return CheckpointPolicy.USUAL.due(
        new Situation(hasChanged, logBytes, 0, age, holdsLog, isClosing));
  }

  @Test
  void aSnapshotIsDueByBytesByAgeAndOnClosingIfAnythingChanged() {
    assertThat(due(true, MUCH - 1, MINUTE, true, false)).isEqualTo(Due.NOTHING);
    assertThat(due(true, MUCH, MINUTE, true, false)).isEqualTo(Due.LOG_BYTES);
    assertThat(due(true, 1, HOUR, true, false)).isEqualTo(Due.AGE);
    assertThat(due(true, 1, MINUTE, true, true)).isEqualTo(Due.CLOSE);
    assertThat(due(false, 0, HOUR, false, true)).isEqualTo(Due.NOTHING);
  }

  @Test
  void aTenantWithoutCommitsLetsTheLogGoAfterAWhile() {
    assertThat(due(false, 0, MINUTE, true, false)).isEqualTo(Due.NOTHING);
    assertThat(due(false, 0, HOUR, true, false)).isEqualTo(Due.HELD_LOG);
    assertThat(due(false, 0, HOUR, false, false)).isEqualTo(Due.NOTHING);
  }

  @Test
  void aLargeTenantIsWrittenWhenHalfAsMuchHasCome() {
    long large = 10 * MUCH;
    Situation almost = new Situation(true, large / 2 - 1, large, MINUTE, true, false);
    Situation half = new Situation(true, large / 2, large, MINUTE, true, false);
    assertThat(CheckpointPolicy.USUAL.due(almost)).isEqualTo(Due.NOTHING);
    assertThat(CheckpointPolicy.USUAL.due(half)).isEqualTo(Due.LOG_BYTES);
  }

  @Test
  void closingCanBeLeftOut() {
    CheckpointPolicy policy = new CheckpointPolicy(MUCH, HOUR, false);
    Situation closing = new Situation(true, 1, 0, MINUTE, true, true);
    assertThat(policy.due(closing)).isEqualTo(Due.NOTHING);
  }

  @Test
  void whatIsNotPositiveIsRefused() {
    assertThatThrownBy(() -> new CheckpointPolicy(0, HOUR, true))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("logBytesMax");
    assertThatThrownBy(() -> new CheckpointPolicy(1, Duration.ZERO, true))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("ageMax");
  }
}
