package dev.thermograph.engine.internal.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.thermograph.engine.error.QuotaException;
import dev.thermograph.engine.error.QuotaException.Limited;
import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.metrics.EngineCounter;
import dev.thermograph.engine.metrics.RecordedMetrics;
import dev.thermograph.engine.options.Quota;
import dev.thermograph.engine.options.RateLimit;
import dev.thermograph.error.Severity;
import dev.thermograph.wal.flush.LogClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class AllowanceTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final RecordedMetrics metrics = new RecordedMetrics();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - SECOND);

  private final LogClock clock =
      new LogClock() {
        @Override
        public long epochMicros() {
          return 0;
        }

        @Override
        public long nanoTime() {
          return nanos.get();
        }
      };

  private Allowance allowance(Quota quota, RateLimit rate) {
    return new Allowance("acme", quota, rate, clock, metrics);
  }

  private int takeAll(Allowance allowance) {
    for (int taken = 0; ; taken++) {
      try {
        allowance.takeRequest();
      } catch (QuotaException _) {
        return taken;
      }
    }
  }

  @Test
  void theNamedPresetTakesAHundredRequestsInAMinute() {
    Allowance allowance = allowance(Quota.UNLIMITED, RateLimit.HUNDRED_PER_MINUTE);
    assertThat(takeAll(allowance)).isEqualTo(100);
    nanos.addAndGet(SECOND * 6 / 10);
    assertThat(takeAll(allowance)).as("one came back").isEqualTo(1);
    nanos.addAndGet(6 * SECOND);
    assertThat(takeAll(allowance)).isEqualTo(10);
    nanos.addAndGet(3600 * SECOND);
    assertThat(takeAll(allowance)).as("no more than all").isEqualTo(100);
    assertThat(metrics.total(EngineCounter.RATE_REFUSALS)).isEqualTo(4);
  }

  @Test
  void aRefusalSaysWhatIsLimitedAndWhenToComeBack() {
    Allowance allowance = allowance(Quota.UNLIMITED, RateLimit.HUNDRED_PER_MINUTE);
    takeAll(allowance);
    QuotaException refusal = catchThrowableOfType(QuotaException.class, allowance::takeRequest);
    assertThat(refusal).hasMessageContaining("tenant=acme").hasMessageContaining("limit=100");
    assertThat(refusal.limited()).isEqualTo(Limited.REQUESTS);
    assertThat(refusal.limit()).isEqualTo(100);
    assertThat(refusal.severity()).isEqualTo(Severity.RETRY);
    assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMillis(600));
    nanos.addAndGet(refusal.retryAfter().toNanos() - 1);
    assertThatThrownBy(allowance::takeRequest).isInstanceOf(QuotaException.class);
    nanos.addAndGet(1);
    allowance.takeRequest();
  }

  @Test
  void writesPerSecondAreLimitedApartFromRequests() {
    Allowance allowance = allowance(Quota.UNLIMITED.withWritesPerSecond(5), RateLimit.NONE);
    for (int write = 0; write < 5; write++) {
      allowance.takeWrite();
      allowance.takeRequest();
    }
    QuotaException refusal = catchThrowableOfType(QuotaException.class, allowance::takeWrite);
    assertThat(refusal.limited()).isEqualTo(Limited.WRITES_PER_SECOND);
    allowance.takeRequest();
    nanos.addAndGet(SECOND);
    allowance.takeWrite();
    assertThat(metrics.total(EngineCounter.QUOTA_REFUSALS)).isEqualTo(1);
  }

  @Test
  void noLimitRefusesNothing() {
    Allowance allowance = allowance(Quota.UNLIMITED, RateLimit.NONE);
    for (int request = 0; request < 1_000_000; request++) {
      allowance.takeRequest();
      allowance.takeWrite();
    }
    allowance.requireRoom(new ChangeCounts(1, 0, 0, 0, 0, 0), Long.MAX_VALUE - 1, 1, 1L << 50);
    assertThat(metrics.total(EngineCounter.RATE_REFUSALS)).isZero();
  }

  @Test
  void nodesAndBytesAreRefusedAtTheirLimitAndDeletingNever() {
    Quota quota = Quota.UNLIMITED.withNodeCount(10).withMemoryBytes(1_000);
    Allowance allowance = allowance(quota, RateLimit.NONE);
    ChangeCounts creates = new ChangeCounts(3, 0, 1, 0, 0, 0);
    allowance.requireRoom(creates, 8, 100, 900);
    QuotaException nodes =
        catchThrowableOfType(
            QuotaException.class, () -> allowance.requireRoom(creates, 9, 100, 900));
    assertThat(nodes.limited()).isEqualTo(Limited.NODE_COUNT);
    assertThat(nodes.value()).isEqualTo(11);
    assertThat(nodes.severity()).isEqualTo(Severity.REFUSED);
    QuotaException bytes =
        catchThrowableOfType(
            QuotaException.class, () -> allowance.requireRoom(creates, 8, 101, 900));
    assertThat(bytes.limited()).isEqualTo(Limited.MEMORY_BYTES);
    assertThat(bytes.value()).isEqualTo(1_001);
    assertThat(bytes.limit()).isEqualTo(1_000);
    ChangeCounts deletes = new ChangeCounts(0, 0, 5, 0, 0, 7);
    assertThatCode(() -> allowance.requireRoom(deletes, 99, 100, 5_000)).doesNotThrowAnyException();
    ChangeCounts edges = new ChangeCounts(0, 0, 0, 1, 0, 0);
    assertThatThrownBy(() -> allowance.requireRoom(edges, 5, 100, 5_000))
        .isInstanceOf(QuotaException.class);
  }

  @Test
  void threadsTogetherGetNoMoreThanThereIs() throws Exception {
    Allowance allowance = allowance(Quota.UNLIMITED, new RateLimit(10_000, Duration.ofDays(1)));
    List<Future<Integer>> takers = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
      for (int taker = 0; taker < 8; taker++) {
        takers.add(executor.submit(() -> takeAll(allowance)));
      }
    }
    int taken = 0;
    for (Future<Integer> taker : takers) {
      taken += taker.get();
    }
    assertThat(taken).isEqualTo(10_000);
  }
}
