package dev.thermograph.engine.internal.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PublicationTest {
  private static final long SEED = Long.getLong("thermograph.seed", 17);

  private final Publication publication = new Publication(0, 0);

  @Test
  void aCommitIsShownWhenItsSyncIsThere() {
    publication.applied(3, true);
    assertThat(publication.published()).isZero();
    publication.durable(3);
    assertThat(publication.published()).isEqualTo(3);
  }

  @Test
  void aCommitWithoutSyncWaitsForTheOnesBeforeIt() {
    publication.applied(3, true);
    assertThat(publication.awaited()).isEqualTo(3);
    assertThat(publication.applied(4, false)).isEqualTo(3);
    assertThat(publication.published()).isZero();
    publication.durable(3);
    assertThat(publication.published()).isEqualTo(4);
    assertThat(publication.awaited()).isZero();
    assertThat(publication.applied(5, false)).isZero();
    assertThat(publication.published()).isEqualTo(5);
  }

  /** It was: a commit's sync also showed the ones behind it, which the log had taken back. */
  @Test
  void afterTheHaltOnlyWhatIsDurableIsShown() {
    publication.applied(3, true);
    publication.applied(4, false);
    publication.halt();
    publication.durable(3);
    assertThat(publication.published()).isEqualTo(3);
    assertThat(publication.applied(5, false)).isZero();
    assertThat(publication.published()).isEqualTo(3);
    assertThat(publication.durable()).isEqualTo(3);
  }

  @Test
  void whatWasReplayedIsShownAndKnownToBeDurable() {
    Publication replayed = new Publication(7, 12);
    assertThat(replayed.published()).isEqualTo(7);
    assertThat(replayed.durable()).isEqualTo(12);
    replayed.durable(9);
    assertThat(replayed.durable()).isEqualTo(12);
  }

  @Test
  void nothingThatWaitsIsEverShownAndAllElseIs() {
    SplittableRandom random = new SplittableRandom(SEED);
    Deque<Long> waiting = new ArrayDeque<>();
    long sequence = 0;
    for (int step = 0; step < 50_000; step++) {
      if (random.nextInt(5) < 3) {
        sequence += random.nextInt(1, 4);
        boolean waits = random.nextBoolean();
        publication.applied(sequence, waits);
        if (waits) {
          waiting.add(sequence);
        }
      } else if (!waiting.isEmpty()) {
        long durable = waiting.peekFirst() + random.nextInt(6);
        publication.durable(durable);
        waiting.removeIf(each -> each <= durable);
      }
      if (waiting.isEmpty()) {
        assertThat(publication.published()).as("seed=%d", SEED).isEqualTo(sequence);
      } else {
        assertThat(publication.published()).as("seed=%d", SEED).isLessThan(waiting.peekFirst());
      }
    }
  }
}
