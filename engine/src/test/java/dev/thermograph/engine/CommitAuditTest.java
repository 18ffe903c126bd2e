package dev.thermograph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.graph.CommitInfo;
import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.CommitRange;
import dev.thermograph.engine.graph.CommitReceipt;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.ElementVersion;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.PastNotRetainedException;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.options.Checkpoints;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.options.Retention;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NoProperties;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who made a commit, when, why, and what it changed is told for as long as the past is kept. */
final class CommitAuditTest {
  record Person(String name, int age) {}

  private static final NodeKind<Person> PERSON = NodeKind.of(Person.class).build();
  private static final EdgeKind<NoProperties> KNOWS =
      EdgeKind.of("Knows").from(PERSON).to(PERSON).build();
  private static final Schema SCHEMA = Schema.of(PERSON, KNOWS);

  @TempDir Path directory;

  private static EngineOptions options(Duration maintainEvery) {
    return EngineOptions.defaults()
        .withMaintainEvery(maintainEvery)
        .withCheckpoints(new Checkpoints(1L << 30, Duration.ofDays(30), true))
        .withTenant(TenantOptions.DEFAULT.withRetention(Retention.forever()));
  }

  private static CommitOptions by(String actor, String reason) {
    return CommitOptions.DEFAULT.withActor(actor).withReason(reason);
  }

  private static CommitInfo told(CommitReceipt receipt, String actor, String reason) {
    return new CommitInfo(
        receipt.sequence(), receipt.committedAt(), actor, reason, receipt.changes());
  }

  /** Some commits of each sort, and what is to be told of them. */
  private static List<CommitInfo> fill(Tenant tenant) {
    List<CommitInfo> told = new ArrayList<>(tenant.commits(CommitRange.oldest(1)));
    Computed<List<NodeId>> many =
        tenant.compute(
            by("alice", "import"),
            tx -> tx.createAll(PERSON, Collections.nCopies(2_000, new Person("a", 1))));
    told.add(told(many.receipt(), "alice", "import"));
    NodeId first = many.value().get(0);
    NodeId second = many.value().get(1);
    told.add(told(tenant.write(tx -> tx.update(first, Map.of("age", 2))), "", ""));
    told.add(told(tenant.write(by("böb", ""), tx -> tx.connect(KNOWS, first, second)), "böb", ""));
    EdgeId edge = EdgeId.of(tenant.number(), 0);
    told.add(
        told(
            tenant.write(
                by("", "wrong"),
                tx -> {
                  tx.delete(edge);
                  tx.delete(second);
                }),
            "",
            "wrong"));
    told.add(told(tenant.write(tx -> tx.restore(second)), "", ""));
    return told;
  }

  private static List<CommitInfo> all(Tenant tenant) {
    return tenant.commits(CommitRange.between(0, Long.MAX_VALUE));
  }

  @Test
  void commitsAreToldAsTheirReceiptsSaid() {
    try (Thermograph engine = Thermograph.inMemory(options(Duration.ofHours(1)))) {
      Tenant tenant = engine.tenant("acme", SCHEMA);
      List<CommitInfo> told = fill(tenant);
      assertThat(told.get(1).changes()).isEqualTo(new ChangeCounts(2_000, 0, 0, 0, 0, 0));
      assertThat(told.get(4).changes()).isEqualTo(new ChangeCounts(0, 0, 1, 0, 0, 1));
      assertThat(told.get(5).changes()).isEqualTo(new ChangeCounts(1, 0, 0, 0, 0, 0));
      assertThat(told.getFirst().changes()).isEqualTo(ChangeCounts.NONE);
      assertThat(all(tenant)).isEqualTo(told);
      assertThat(tenant.commits(CommitRange.newest(2))).isEqualTo(told.reversed().subList(0, 2));
      long third = told.get(2).sequence();
      assertThat(tenant.commits(CommitRange.between(third, third))).isEqualTo(told.subList(2, 3));
      assertThat(tenant.commits(CommitRange.newest(9).from(third)))
          .isEqualTo(told.subList(2, 6).reversed());
      assertThat(tenant.commits(CommitRange.oldest(2).to(third))).isEqualTo(told.subList(0, 2));
      for (CommitInfo each : told) {
        assertThat(tenant.findCommit(each.sequence())).contains(each);
      }
      assertThat(tenant.findCommit(0)).isEmpty();
      assertThat(tenant.findCommit(Long.MAX_VALUE)).isEmpty();
      try (ReadView past = tenant.readAt(third)) {
        assertThat(past.commits(CommitRange.newest(9))).isEqualTo(told.subList(0, 3).reversed());
        assertThat(past.findCommit(told.get(3).sequence())).isEmpty();
      }
    }
  }

  @Test
  void ofTwoTenantsEachTellsItsOwn() {
    try (Thermograph engine = Thermograph.inMemory(options(Duration.ofHours(1)))) {
      Tenant one = engine.tenant("one", SCHEMA);
      Tenant other = engine.tenant("other", SCHEMA);
      CommitReceipt receipt =
          one.write(by("alice", ""), tx -> tx.create(PERSON, new Person("a", 1)));
      assertThat(all(other)).noneMatch(it -> it.actor().equals("alice"));
      assertThat(other.findCommit(receipt.sequence())).isEmpty();
      NodeId foreign = NodeId.of(one.number(), 0);
      assertThatThrownBy(() -> other.history(foreign)).isInstanceOf(InvalidArgumentException.class);
      EdgeId foreignEdge = EdgeId.of(one.number(), 0);
      assertThatThrownBy(() -> other.history(foreignEdge))
          .isInstanceOf(InvalidArgumentException.class);
    }
  }

  /** From the maps of an orderly close, from a snapshot and the log, and from the log alone. */
  @Test
  void commitsAreToldAfterEachWayToOpen() throws IOException {
    List<CommitInfo> told;
    try (Thermograph engine = Thermograph.open(directory, options(Duration.ofHours(1)))) {
      told = fill(engine.tenant("acme", SCHEMA));
    }
    requireTold(told);
    delete("maps");
    requireTold(told);
    delete("maps");
    delete("snapshots");
    requireTold(told);
  }

  private void requireTold(List<CommitInfo> told) {
    try (Thermograph engine = Thermograph.open(directory, options(Duration.ofHours(1)))) {
      assertThat(all(engine.tenant("acme"))).isEqualTo(told);
    }
  }

  private void delete(String part) throws IOException {
    List<Path> found;
    try (Stream<Path> files = Files.walk(directory)) {
      found =
          files
              .filter(it -> directory.relativize(it).toString().contains(part))
              .sorted(Comparator.reverseOrder())
              .toList();
    }
    assertThat(found).as(part).isNotEmpty();
    for (Path each : found) {
      Files.delete(each);
    }
  }

  @Test
  void whatRetentionLetsGoIsRefusedAndNotLeftOut() throws InterruptedException {
    try (Thermograph engine = Thermograph.inMemory(options(Duration.ofMillis(1)))) {
      Tenant tenant = engine.tenant("acme", SCHEMA);
      List<CommitInfo> told = fill(tenant);
      tenant.configure(tenant.options().withRetention(Retention.commits(2)));
      while (all(tenant).size() > 2) {
        Thread.sleep(1);
      }
      assertThat(all(tenant)).isEqualTo(told.subList(4, 6));
      assertThat(tenant.findCommit(told.get(4).sequence())).contains(told.get(4));
      long gone = told.get(3).sequence();
      assertThatThrownBy(() -> tenant.findCommit(gone))
          .isInstanceOf(PastNotRetainedException.class)
          .hasMessageContaining("sequence=" + gone);
      assertThatThrownBy(() -> tenant.commits(CommitRange.between(gone, Long.MAX_VALUE)))
          .isInstanceOf(PastNotRetainedException.class);
    }
  }

  /** Found by the model: asked twice, a view told less when retention had gone on. */
  @Test
  void aViewTellsTheSameWhateverRetentionLetsGoMeanwhile() throws InterruptedException {
    try (Thermograph engine = Thermograph.inMemory(options(Duration.ofMillis(1)))) {
      Tenant tenant = engine.tenant("acme", SCHEMA);
      List<CommitInfo> told = fill(tenant);
      NodeId node = NodeId.of(tenant.number(), 0);
      try (ReadView view = tenant.read()) {
        assertThat(view.commits(CommitRange.oldest(9))).isEqualTo(told);
        tenant.configure(tenant.options().withRetention(Retention.none()));
        for (int age = 0; age < 2_000; age++) {
          int next = age;
          tenant.write(by("x".repeat(100), ""), tx -> tx.update(node, Map.of("age", next)));
        }
        while (all(tenant).size() > 1) {
          Thread.sleep(1);
        }
        assertThat(view.commits(CommitRange.oldest(9))).isEqualTo(told);
        assertThat(view.findCommit(told.get(1).sequence())).contains(told.get(1));
      }
    }
  }

  @Test
  void anElementTellsWhichCommitsWroteIt() {
    try (Thermograph engine = Thermograph.inMemory(options(Duration.ofHours(1)))) {
      Tenant tenant = engine.tenant("acme", SCHEMA);
      List<CommitInfo> told = fill(tenant);
      NodeId first = NodeId.of(tenant.number(), 0);
      NodeId second = NodeId.of(tenant.number(), 1);
      EdgeId edge = EdgeId.of(tenant.number(), 0);
      assertThat(tenant.history(first)).containsExactly(made(told, 1), made(told, 2));
      assertThat(tenant.history(second))
          .containsExactly(made(told, 1), gone(told, 4), made(told, 5));
      assertThat(tenant.history(edge)).containsExactly(made(told, 3), gone(told, 4));
      assertThat(tenant.history(NodeId.of(tenant.number(), 99_999))).isEmpty();
    }
  }

  private static ElementVersion made(List<CommitInfo> told, int commit) {
    return new ElementVersion(told.get(commit).sequence(), false);
  }

  private static ElementVersion gone(List<CommitInfo> told, int commit) {
    return new ElementVersion(told.get(commit).sequence(), true);
  }
}
