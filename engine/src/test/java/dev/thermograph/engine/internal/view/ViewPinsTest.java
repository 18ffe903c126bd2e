package dev.thermograph.engine.internal.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ViewPinsTest {
  private static final int ROUNDS = 200_000;

  private final ViewPins pins = new ViewPins();

  @Test
  void thePinnedSequenceHoldsTheHorizonDown() {
    int pin = pins.tryPin(7);
    assertThat(pins.raiseHorizon(10)).isEqualTo(7);
    pins.release(pin);
    assertThat(pins.raiseHorizon(10)).isEqualTo(10);
  }

  @Test
  void theOldestViewIsKnownWhetherOrNotTheHorizonIsNear() {
    assertThat(pins.oldest()).isEqualTo(Long.MAX_VALUE);
    int pin = pins.tryPin(7);
    int newer = pins.tryPin(9);
    assertThat(pins.oldest()).isEqualTo(7);
    pins.release(pin);
    assertThat(pins.oldest()).isEqualTo(9);
    pins.release(newer);
    assertThat(pins.oldest()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aSequenceBelowTheHorizonIsNotPinned() {
    pins.raiseHorizon(10);
    assertThat(pins.tryPin(9)).isEqualTo(-1);
    assertThat(pins.openCount()).isZero();
    assertThat(pins.tryPin(10)).isNotNegative();
  }

  @Test
  void oneViewTooManyIsRefusedAndTheOthersStay() {
    for (int view = 0; view < ViewPins.VIEW_COUNT_MAX; view++) {
      assertThat(pins.tryPin(1)).isNotNegative();
    }
    assertThatThrownBy(() -> pins.tryPin(1)).hasMessageContaining("limit=4096");
    assertThat(pins.openCount()).isEqualTo(ViewPins.VIEW_COUNT_MAX);
  }

  /** While a sequence is pinned no horizon above it is handed out, whoever comes first. */
  @Test
  void readersAndWriterAgreeUnderAnyInterleaving() throws Exception {
    AtomicLong dropped = new AtomicLong();
    AtomicLong published = new AtomicLong(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Long> first = threads.submit(() -> pinAndLook(dropped, published));
      Future<Long> second = threads.submit(() -> pinAndLook(dropped, published));
      for (long sequence = 2;
          published.get() > 0 && !(first.isDone() && second.isDone());
          sequence++) {
        published.set(sequence);
        dropped.set(pins.raiseHorizon(sequence));
      }
      assertThat(first.get() + second.get()).as("horizons above a pinned view").isZero();
    }
  }

  private long pinAndLook(AtomicLong dropped, AtomicLong published) {
    long wrong = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long view = published.get();
      int pin = pins.tryPin(view);
      if (pin >= 0) {
        wrong += dropped.get() > view ? 1 : 0;
        pins.release(pin);
      }
    }
    return wrong;
  }
}
