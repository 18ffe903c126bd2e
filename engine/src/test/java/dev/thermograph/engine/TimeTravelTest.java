package dev.thermograph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.graph.CommitReceipt;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.PastNotRetainedException;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.options.Retention;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.wal.flush.LogClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was so at an instant, and for how long that can be asked. */
final class TimeTravelTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path directory;

  /** Goes on, and back, when told. */
  private static final class Clock implements LogClock {
    private volatile Instant now = START;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public long epochMicros() {
      return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }
  }

  private final Clock clock = new Clock();

  private EngineOptions options() {
    EngineOptions options = Sample.options();
    return options.withLog(options.log().withClock(clock)).withMaintainEvery(Duration.ofMillis(1));
  }

  private Thermograph open(boolean inMemory) {
    return inMemory ? Thermograph.inMemory(options()) : Thermograph.open(directory, options());
  }

  private static List<String> namesAt(Tenant tenant, Instant instant) {
    try (ReadView view = tenant.readAt(instant)) {
      return view.nodes(Sample.PERSON).map(node -> node.properties().name()).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInstantShowsTheNewestCommitMadeThenOrBefore(boolean inMemory) {
    try (Thermograph engine = open(inMemory)) {
      Tenant acme = engine.tenant("acme", Sample.SCHEMA);
      clock.pass(Duration.ofSeconds(10));
      Sample.add(acme, "Alice", 30);
      clock.pass(Duration.ofSeconds(10));
      Sample.add(acme, "Bob", 40);
      Sample.add(acme, "Carol", 50);
      Instant bobs = clock.now;
      clock.pass(Duration.ofSeconds(10));
      assertThat(namesAt(acme, bobs)).containsExactly("Alice", "Bob", "Carol");
      assertThat(namesAt(acme, bobs.minusNanos(1))).containsExactly("Alice");
      assertThat(namesAt(acme, START.plusSeconds(10))).containsExactly("Alice");
      assertThat(namesAt(acme, START.plusSeconds(10).minusNanos(1))).isEmpty();
      assertThat(namesAt(acme, START.minusSeconds(1))).isEmpty();
      assertThat(namesAt(acme, Instant.MIN)).isEmpty();
      assertThat(namesAt(acme, Instant.MAX)).hasSize(3);
      try (ReadView view = acme.read()) {
        assertThat(view.committedAt()).isEqualTo(bobs);
      }
      try (ReadView view = acme.readAt(START.plusSeconds(12))) {
        assertThat(view.committedAt()).isEqualTo(START.plusSeconds(10));
      }
    }
  }

  @Test
  void aClockThatGoesBackDoesNotTakeTheCommitsWithIt() {
    try (Thermograph engine = open(true)) {
      Tenant acme = engine.tenant("acme", Sample.SCHEMA);
      Sample.add(acme, "Alice", 30);
      Instant before = clock.now;
      clock.pass(Duration.ofHours(-2));
      CommitReceipt late = acme.write(tx -> tx.create(Sample.PERSON, new Sample.Person("Bob", 1)));
      assertThat(late.committedAt()).isEqualTo(before);
      assertThat(namesAt(acme, before)).containsExactly("Alice", "Bob");
      assertThat(namesAt(acme, before.minusNanos(1_000))).isEmpty();
    }
  }

  /** Random commits against a plain list, asked at random instants, after restarts, too. */
  @Test
  void everyInstantShowsWhatAPlainListSays() {
    long seed = Long.getLong("thermograph.seed", 1);
    SplittableRandom random = new SplittableRandom(seed);
    List<Instant> times = new ArrayList<>();
    Thermograph engine = open(false);
    try {
      Tenant acme = engine.tenant("acme", Sample.SCHEMA);
      for (int step = 0; step < 150; step++) {
        clock.pass(Duration.ofMillis(random.nextInt(3)));
        Sample.add(acme, "p" + step, step);
        times.add(clock.now);
        if (step % 60 == 59) {
          engine.close();
          engine = open(false);
          acme = engine.tenant("acme", Sample.SCHEMA);
        }
        Instant asked = START.plusMillis(random.nextInt(200));
        long expected = times.stream().filter(time -> !time.isAfter(asked)).count();
        try (ReadView view = acme.readAt(asked)) {
          assertThat(view.count(Sample.PERSON))
              .as("seed=%d step=%d", seed, step)
              .isEqualTo(expected);
        }
      }
    } finally {
      engine.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void retentionLetsGoOfThePastKindByKind(boolean inMemory) {
    TenantOptions options =
        TenantOptions.DEFAULT
            .withRetention(Retention.age(Duration.ofHours(1)))
            .withRetention("Knows", Retention.forever());
    try (Thermograph engine = open(inMemory)) {
      Tenant acme = engine.create("acme", Sample.SCHEMA, options);
      assertThat(acme.retention(Sample.PERSON)).isEqualTo(Retention.age(Duration.ofHours(1)));
      assertThat(acme.retention(Sample.KNOWS)).isEqualTo(Retention.forever());
      NodeId alice = Sample.add(acme, "Alice", 30);
      NodeId bob = Sample.add(acme, "Bob", 40);
      acme.write(tx -> tx.connect(Sample.KNOWS, alice, bob));
      long early = acme.sequence();
      clock.pass(Duration.ofMinutes(90));
      acme.write(tx -> tx.update(alice, Map.of("age", 31)));
      long late = acme.sequence();
      clock.pass(Duration.ofMinutes(30));
      acme.write(tx -> tx.update(alice, Map.of("age", 32)));
      clock.pass(Duration.ofMinutes(31));
      awaitRefused(acme, early);
      try (ReadView view = acme.readAt(early)) {
        assertThat(view.count(Sample.KNOWS)).as("kept for ever").isEqualTo(1);
        assertThatThrownBy(() -> view.count(Sample.PERSON))
            .isInstanceOf(PastNotRetainedException.class)
            .hasMessageContaining("Person");
      }
      try (ReadView view = acme.readAt(late)) {
        assertThat(view.get(Sample.PERSON, alice).properties().age()).isEqualTo(31);
      }
    }
  }

  /** The background does it when it comes round. */
  private static void awaitRefused(Tenant tenant, long sequence) {
    while (true) {
      try (ReadView view = tenant.readAt(sequence)) {
        view.count(Sample.PERSON);
      } catch (PastNotRetainedException _) {
        return;
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void anOpenViewKeepsWhatItSeesHoweverOldItGets() {
    try (Thermograph engine = open(true)) {
      Tenant acme =
          engine.create(
              "acme", Sample.SCHEMA, TenantOptions.DEFAULT.withRetention(Retention.none()));
      NodeId alice = Sample.add(acme, "Alice", 30);
      clock.pass(Duration.ofSeconds(1));
      long sequence = acme.sequence();
      try (ReadView old = acme.read()) {
        for (int age = 31; age < 60; age++) {
          int next = age;
          acme.write(tx -> tx.update(alice, Map.of("age", next)));
        }
        awaitRefused(acme, sequence);
        assertThat(old.get(Sample.PERSON, alice).properties().age()).isEqualTo(30);
      }
      assertThatThrownBy(() -> acme.readAt(sequence)).isInstanceOf(PastNotRetainedException.class);
      assertThatThrownBy(() -> acme.readAt(START)).isInstanceOf(PastNotRetainedException.class);
    }
  }

  @Test
  void theLastCommitsCanBeKeptByCount() {
    try (Thermograph engine = open(true)) {
      Tenant acme =
          engine.create(
              "acme", Sample.SCHEMA, TenantOptions.DEFAULT.withRetention(Retention.commits(3)));
      List<Long> sequences = new ArrayList<>();
      for (int person = 0; person < 10; person++) {
        Sample.add(acme, "p" + person, person);
        sequences.add(acme.sequence());
      }
      awaitRefused(acme, sequences.get(6));
      for (int kept = 7; kept < 10; kept++) {
        try (ReadView view = acme.readAt(sequences.get(kept))) {
          assertThat(view.count(Sample.PERSON)).isEqualTo(kept + 1);
        }
      }
    }
  }

  @Test
  void retentionIsKeptOverARestart() {
    TenantOptions options = TenantOptions.DEFAULT.withRetention("Person", Retention.commits(2));
    try (Thermograph engine = open(false)) {
      Tenant acme = engine.create("acme", Sample.SCHEMA, TenantOptions.DEFAULT);
      acme.configure(options);
      assertThat(acme.options()).isEqualTo(options);
    }
    try (Thermograph engine = open(false)) {
      assertThat(engine.tenant("acme").options()).isEqualTo(options);
    }
  }
}
