package dev.thermograph.wal.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class IoLaneTest {
  private static final String NAME = "test-lane";

  @Test
  void callerGetsTheResultFromTheLanesThread() throws IOException {
    IoLane lane = IoLane.start(NAME, "test");
    assertThat(lane.<String>call(() -> Thread.currentThread().getName())).isEqualTo(NAME);
    lane.release();
  }

  @Test
  void ioThreadRunsItsOperationItself() throws Exception {
    IoLane lane = IoLane.start(NAME, "test");
    AtomicReference<String> ranOn = new AtomicReference<>("");
    IoThread thread =
        new IoThread(
            "own",
            () -> {
              try {
                lane.run(() -> ranOn.set(Thread.currentThread().getName()));
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    thread.start();
    thread.join();
    lane.release();
    assertThat(ranOn.get()).isEqualTo("own");
  }

  @Test
  void whatAnOperationThrowsReachesItsCallerAndHarmsNobodyElse() throws IOException {
    IoLane lane = IoLane.start(NAME, "test");
    for (Throwable thrown :
        List.of(new IOException("io"), new IllegalStateException("state"), new Error("error"))) {
      assertThatThrownBy(() -> lane.run(() -> sneakyThrow(thrown))).isSameAs(thrown);
    }
    assertThat(lane.<Integer>call(() -> 42)).isEqualTo(42);
    lane.release();
  }

  @Test
  void callAfterTheLastReleaseSaysClosed() {
    IoLane lane = IoLane.start(NAME, "owner=me");
    lane.release();
    assertThatThrownBy(() -> lane.run(() -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("closed: owner=me");
    assertThatThrownBy(lane::retain).hasMessage("closed: owner=me");
  }

  @Test
  void laneServesUntilItsLastUserLeaves() throws IOException {
    IoLane lane = IoLane.start(NAME, "test");
    lane.retain();
    lane.release();
    assertThat(lane.<Integer>call(() -> 1)).isEqualTo(1);
    lane.release();
    assertThatThrownBy(() -> lane.run(() -> {})).hasMessageContaining("closed");
  }

  @Test
  void callsRacingWithTheLastReleaseEitherRunOnceOrSayClosed() throws Exception {
    for (int round = 0; round < 200; round++) {
      IoLane lane = IoLane.start(NAME, "test");
      AtomicInteger ranCount = new AtomicInteger();
      AtomicInteger returnedCount = new AtomicInteger();
      AtomicInteger refusedCount = new AtomicInteger();
      CountDownLatch start = new CountDownLatch(1);
      List<Thread> callers = new ArrayList<>();
      for (int caller = 0; caller < 4; caller++) {
        callers.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      awaitUninterruptibly(start);
                      try {
                        lane.run(ranCount::incrementAndGet);
                        returnedCount.incrementAndGet();
                      } catch (IOException e) {
                        refusedCount.incrementAndGet();
                      }
                    }));
      }
      start.countDown();
      lane.release();
      for (Thread caller : callers) {
        caller.join();
      }
      assertThat(returnedCount.get() + refusedCount.get()).isEqualTo(4);
      assertThat(ranCount.get()).isEqualTo(returnedCount.get());
    }
  }

  @Test
  void uncaughtFailureOfAnIoThreadIsKept() throws InterruptedException {
    IllegalStateException thrown = new IllegalStateException("planted");
    IoThread thread =
        new IoThread(
            NAME,
            () -> {
              throw thrown;
            });
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.failure()).isEmpty();
    thread.start();
    thread.join();
    assertThat(thread.failure()).containsSame(thrown);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts this test", e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneakyThrow(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
