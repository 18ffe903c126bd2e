package dev.thermograph.engine.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.snapshot.CheckpointPolicy.Due;
import dev.thermograph.wal.segment.IoThread;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CheckpointerTest {
  private static final Duration OFTEN = Duration.ofMillis(1);
  private static final Duration NEVER = Duration.ofDays(1);

  private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

  private Checkpointer start(Duration lookEvery, Duration retryAfter) {
    return Checkpointer.start(
        new Checkpointer.Options(lookEvery, retryAfter, (_, cause) -> failures.add(cause)));
  }

  /** Is due as often as it is told to be. */
  private static class Counted implements Checkpointer.Subject {
    final AtomicInteger dueCount = new AtomicInteger();
    final AtomicInteger doneCount = new AtomicInteger();

    @Override
    public Due due() {
      return dueCount.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? Due.AGE : Due.NOTHING;
    }

    @Override
    public void checkpoint(Due due, Cancellation cancellation) throws Exception {
      assertThat(IoThread.isCurrent()).isTrue();
      doneCount.incrementAndGet();
    }
  }

  private static void awaitCount(AtomicInteger counter, int count) {
    while (counter.get() < count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void tenantsAreLookedAtByThemselves() {
    try (Checkpointer checkpointer = start(OFTEN, NEVER)) {
      Counted first = new Counted();
      Counted second = new Counted();
      checkpointer.register(first);
      checkpointer.register(second);
      first.dueCount.set(3);
      second.dueCount.set(2);
      awaitCount(first.doneCount, 3);
      awaitCount(second.doneCount, 2);
    }
  }

  /** Found by killing processes: the first one was due again each time, and had all the turns. */
  @Test
  void oneThatIsAlwaysDueDoesNotKeepTheOthersWaiting() {
    try (Checkpointer checkpointer = start(Duration.ofNanos(1), NEVER)) {
      Counted greedy = new Counted();
      greedy.dueCount.set(Integer.MAX_VALUE);
      checkpointer.register(greedy);
      Counted other = new Counted();
      other.dueCount.set(100);
      checkpointer.register(other);
      awaitCount(other.doneCount, 100);
      assertThat(greedy.doneCount.get()).isPositive();
    }
  }

  @Test
  void oneRunsAtATime() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Counted> subjects =
        java.util.stream.IntStream.range(0, 5)
            .mapToObj(
                _ ->
                    new Counted() {
                      @Override
                      public void checkpoint(Due due, Cancellation cancellation) throws Exception {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        Thread.onSpinWait();
                        inside.decrementAndGet();
                        super.checkpoint(due, cancellation);
                      }
                    })
            .map(Counted.class::cast)
            .toList();
    try (Checkpointer checkpointer = start(OFTEN, NEVER)) {
      subjects.forEach(subject -> subject.dueCount.set(20));
      subjects.forEach(checkpointer::register);
      subjects.forEach(subject -> awaitCount(subject.doneCount, 20));
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void askingWaitsUntilItIsDone() {
    try (Checkpointer checkpointer = start(NEVER, NEVER)) {
      Counted subject = new Counted();
      Checkpointer.Registration registration = checkpointer.register(subject);
      for (int round = 1; round <= 50; round++) {
        subject.dueCount.set(1);
        registration.runNow();
        assertThat(subject.doneCount).hasValue(round);
      }
    }
  }

  @Test
  void aFailureIsToldAndTriedAgainLater() {
    AtomicInteger attempts = new AtomicInteger();
    try (Checkpointer checkpointer = start(OFTEN, OFTEN)) {
      Counted subject =
          new Counted() {
            @Override
            public void checkpoint(Due due, Cancellation cancellation) throws Exception {
              if (attempts.incrementAndGet() < 3) {
                throw new java.io.IOException("attempt " + attempts);
              }
              super.checkpoint(due, cancellation);
            }
          };
      subject.dueCount.set(3);
      checkpointer.register(subject);
      awaitCount(subject.doneCount, 1);
    }
    assertThat(failures)
        .extracting(Throwable::getMessage)
        .containsExactly("attempt 1", "attempt 2");
  }

  /** Runs until it is cancelled. */
  private static final class Endless extends Counted {
    final CountDownLatch begun = new CountDownLatch(1);

    Endless() {
      dueCount.set(1);
    }

    @Override
    public void checkpoint(Due due, Cancellation cancellation) throws Exception {
      begun.countDown();
      try {
        while (true) {
          cancellation.check();
          Thread.onSpinWait();
        }
      } finally {
        super.checkpoint(due, cancellation);
      }
    }
  }

  @Test
  void closingARegistrationCancelsWhatRunsForIt() throws InterruptedException {
    try (Checkpointer checkpointer = start(OFTEN, NEVER)) {
      Endless subject = new Endless();
      Checkpointer.Registration registration = checkpointer.register(subject);
      subject.begun.await();
      registration.close();
      assertThat(subject.doneCount).as("it has ended").hasValue(1);
      Counted other = new Counted();
      other.dueCount.set(1);
      checkpointer.register(other).runNow();
      assertThat(other.doneCount).hasValue(1);
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void closingCancelsAndEndsTheThread() throws InterruptedException {
    Checkpointer checkpointer = start(OFTEN, NEVER);
    Endless subject = new Endless();
    checkpointer.register(subject);
    subject.begun.await();
    checkpointer.close();
    assertThat(subject.doneCount).hasValue(1);
    checkpointer.close();
    assertThat(failures).isEmpty();
  }
}
