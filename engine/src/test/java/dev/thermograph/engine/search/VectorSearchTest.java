package dev.thermograph.engine.search;

import static dev.thermograph.engine.filter.Conditions.ge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.thermograph.engine.Tenant;
import dev.thermograph.engine.Thermograph;
import dev.thermograph.engine.error.IndexUnavailableException;
import dev.thermograph.engine.filter.Filter;
import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.PastNotRetainedException;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.graph.TransactionMisusedException;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.options.Retention;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.Metric;
import dev.thermograph.engine.schema.NoProperties;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.PropertyRuleException;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.wal.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one sees who embeds the engine and searches vectors. */
final class VectorSearchTest {
  private static final int DIMENSION = 8;

  /** A little more than the length from which on a tail is drained. */
  private static final int TAIL_MAX = 1_200;

  /** A note. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Note(String title, int stars, float @Nullable [] meaning) {}

  private static final NodeKind<Note> NOTE =
      NodeKind.of(Note.class)
          .key(Note::title)
          .vector(Note::meaning, DIMENSION, Metric.COSINE)
          .build();
  private static final EdgeKind<NoProperties> CITES =
      EdgeKind.of("Cites").from(NOTE).to(NOTE).build();
  private static final Schema SCHEMA = Schema.of(NOTE, CITES);

  private static float[] vector(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] vector = new float[DIMENSION];
    for (int at = 0; at < DIMENSION; at++) {
      vector[at] = (float) random.nextDouble(-1, 1);
    }
    return vector;
  }

  private static List<String> titles(ReadView view, Search<Note> search) {
    return view.search(search).hits().stream().map(it -> it.node().properties().title()).toList();
  }

  private static List<String> titles(Tenant tenant, Search<Note> search) {
    try (ReadView view = tenant.read()) {
      return titles(view, search);
    }
  }

  private static Search<Note> near(long seed) {
    return Search.in(NOTE).nearest(Note::meaning, vector(seed)).limit(3);
  }

  private static NodeId create(Tenant tenant, int note) {
    return tenant
        .compute(tx -> tx.create(NOTE, new Note("n" + note, note % 5, vector(note))))
        .value();
  }

  @Test
  void whatIsCommittedIsFoundAndThePastAsItWas() {
    try (Thermograph engine = Thermograph.inMemory(EngineOptions.defaults())) {
      Tenant tenant = engine.tenant("acme", SCHEMA);
      List<NodeId> ids = new ArrayList<>();
      for (int note = 0; note < 50; note++) {
        ids.add(create(tenant, note));
      }
      long before = tenant.sequence();

      assertThat(titles(tenant, near(7))).first().isEqualTo("n7");

      tenant.write(tx -> tx.update(ids.get(7), Map.of("meaning", vector(1_000))));
      tenant.write(tx -> tx.delete(ids.get(8)));

      assertThat(titles(tenant, near(7))).doesNotContain("n7");
      assertThat(titles(tenant, near(1_000))).first().isEqualTo("n7");
      assertThat(titles(tenant, near(8))).doesNotContain("n8");
      try (ReadView past = tenant.readAt(before)) {
        assertThat(titles(past, near(7))).first().isEqualTo("n7");
        assertThat(titles(past, near(8))).first().isEqualTo("n8");
        Hit<Note> hit = past.search(near(7)).hits().getFirst();
        assertThat(hit.node().properties().meaning()).isEqualTo(vector(7));
        assertThat(hit.distance()).isEqualTo(0, within(1e-6));
      }
    }
  }

  @Test
  void filtersAreObeyedAndAsManyAreFoundAsThereAre() {
    try (Thermograph engine = Thermograph.inMemory(EngineOptions.defaults())) {
      Tenant tenant = engine.tenant("acme", SCHEMA);
      List<NodeId> ids = new ArrayList<>();
      for (int note = 0; note < 200; note++) {
        ids.add(create(tenant, note));
      }
      tenant.write(
          tx -> {
            tx.connect(CITES, ids.get(0), ids.get(1));
            tx.connect(CITES, ids.get(1), ids.get(2));
          });
      tenant.read(
          view -> {
            assertThat(view.search(near(3).where(Note::stars, ge(4)).limit(1_000)).hits())
                .hasSize(40)
                .allSatisfy(hit -> assertThat(hit.node().properties().stars()).isEqualTo(4));
            Filter<Note> near0 = Filter.within(1, List.of(ids.get(0)), Direction.OUT, CITES);
            assertThat(titles(view, near(3).where(near0))).containsExactlyInAnyOrder("n0", "n1");
            Filter<Note> some = Filter.ids(List.of(ids.get(5), ids.get(9)));
            assertThat(titles(view, near(5).where(some))).containsExactly("n5", "n9");
            return true;
          });
    }
  }

  @Test
  void whatWasWrittenBeforeIsFoundAfterReopening(@TempDir Path directory) {
    NodeId kept;
    try (Thermograph engine = Thermograph.open(directory)) {
      Tenant tenant = engine.tenant("acme", SCHEMA);
      kept = create(tenant, 0);
      for (int note = 1; note < 3_000; note++) {
        int at = note;
        tenant.write(tx -> tx.create(NOTE, new Note("n" + at, at % 5, vector(at))));
      }
      tenant.write(tx -> tx.update(kept, Collections.singletonMap("meaning", null)));
    }
    try (Thermograph engine = Thermograph.open(directory)) {
      Tenant tenant = engine.tenant("acme", SCHEMA);
      for (int note = 1; note < 3_000; note += 100) {
        assertThat(titles(tenant, near(1))).first().isEqualTo("n1");
      }
      assertThat(titles(tenant, near(0))).doesNotContain("n0");
    }
  }

  @Test
  void otherTenantsNodesAreNeitherFoundNorNamed() {
    try (Thermograph engine = Thermograph.inMemory(EngineOptions.defaults())) {
      Tenant one = engine.tenant("one", SCHEMA);
      Tenant other = engine.tenant("other", SCHEMA);
      create(one, 1);
      NodeId foreign = create(other, 2);

      assertThat(titles(one, near(2).limit(10))).containsExactly("n1");
      Filter<Note> ids = Filter.ids(List.of(foreign));
      Filter<Note> within = Filter.within(1, List.of(foreign), Direction.BOTH, CITES);
      for (Filter<Note> filter : List.of(ids, within, ids.not())) {
        assertThatThrownBy(() -> titles(one, near(2).where(filter)))
            .isInstanceOf(InvalidArgumentException.class)
            .hasMessageContaining("another tenant");
      }
    }
  }

  @Test
  void whatNobodyWaitedForDoesNotHeapUp() {
    try (Thermograph engine = Thermograph.inMemory(EngineOptions.defaults())) {
      Tenant tenant = engine.tenant("acme", SCHEMA);
      CommitOptions unsynced = CommitOptions.DEFAULT.withDurability(Durability.none());
      int note = 0;
      int tail = Integer.MAX_VALUE;
      while (tail > TAIL_MAX) { // a failure is that this never ends
        for (int more = 0; more < TAIL_MAX; more++) {
          int at = note++;
          tenant.write(unsynced, tx -> tx.create(NOTE, new Note("n" + at, 1, vector(at))));
        }
        try (ReadView view = tenant.read()) {
          tail = note > 2 * TAIL_MAX ? view.search(near(1)).cost().tailCount() : tail;
        }
      }
      assertThat(note).isGreaterThan(2 * TAIL_MAX);
    }
  }

  @Test
  void aKindOfEdgesWhosePastIsGoneIsRefused() throws InterruptedException {
    EngineOptions options = EngineOptions.defaults().withMaintainEvery(Duration.ofMillis(5));
    TenantOptions retention =
        TenantOptions.DEFAULT
            .withRetention(Retention.forever())
            .withRetention("Cites", Retention.none());
    try (Thermograph engine = Thermograph.inMemory(options.withTenant(retention))) {
      Tenant tenant = engine.tenant("acme", SCHEMA);
      NodeId from = create(tenant, 1);
      NodeId to = create(tenant, 2);
      EdgeId edge = tenant.compute(tx -> tx.connect(CITES, from, to)).value();
      long before = tenant.sequence();
      tenant.write(tx -> tx.delete(edge));
      Search<Note> search = near(1).where(Filter.within(1, List.of(from), Direction.OUT, CITES));
      while (true) { // until retention was looked after
        create(tenant, (int) tenant.sequence() + 10);
        try (ReadView past = tenant.readAt(before)) {
          assertThat(past.search(search).hits()).hasSize(2);
        } catch (PastNotRetainedException e) {
          assertThat(e).hasMessageContaining("Cites");
          return;
        }
        Thread.sleep(1);
      }
    }
  }

  @Test
  void aSearchInsideOfAWriteHoldsNobodyUp() {
    try (Thermograph engine = Thermograph.inMemory(EngineOptions.defaults())) {
      Tenant tenant = engine.tenant("acme", SCHEMA);
      tenant.write(
          tx -> {
            try (ReadView view = tenant.read()) {
              boolean _ = view.search(near(1).waitAtMost(Duration.ofDays(1))).hits().isEmpty();
            } catch (IndexUnavailableException | TransactionMisusedException e) {
              assertThat(e.getMessage()).isNotEmpty(); // the one or the other, but at once
            }
          });
    }
  }

  @Test
  void vectorsThatNoProductCanBearAreRefused() {
    try (Thermograph engine = Thermograph.inMemory(EngineOptions.defaults())) {
      Tenant tenant = engine.tenant("acme", SCHEMA);
      float[] vector = vector(1);
      vector[0] = 3e38f;
      assertThatThrownBy(() -> tenant.write(tx -> tx.create(NOTE, new Note("n", 1, vector))))
          .isInstanceOf(PropertyRuleException.class)
          .hasMessageContaining("meaning")
          .hasMessageContaining("length");
    }
  }

  @Test
  void wrongQueriesAreRefusedByName() {
    try (Thermograph engine = Thermograph.inMemory(EngineOptions.defaults())) {
      Tenant tenant = engine.tenant("acme", SCHEMA);
      try (ReadView view = tenant.read()) {
        assertThat(view.search(near(1)).hits()).isEmpty();
        assertThatThrownBy(
                () -> view.search(Search.in(NOTE).nearest(Note::meaning, new float[DIMENSION])))
            .isInstanceOf(InvalidArgumentException.class)
            .hasMessageContaining("Note.meaning");
        assertThatThrownBy(() -> view.search(Search.in(NOTE).nearest(Note::meaning, new float[3])))
            .isInstanceOf(InvalidArgumentException.class)
            .hasMessageContaining("Note.meaning")
            .hasMessageContaining("3");
        assertThatThrownBy(() -> near(1).limit(0)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> view.search(near(1).where(Note::stars, ge("many"))))
            .isInstanceOf(InvalidArgumentException.class)
            .hasMessageContaining("stars");
      }
    }
  }
}
