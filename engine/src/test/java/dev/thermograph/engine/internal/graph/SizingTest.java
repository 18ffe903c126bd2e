package dev.thermograph.engine.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.Tenant;
import dev.thermograph.engine.Thermograph;
import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.CommitReceipt;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.options.Retention;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.engine.report.MemoryReport.TenantMemory;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NoProperties;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The formulas of docs/sizing.md against what an engine reports. */
final class SizingTest {
  private static final int NODES = 20_000;
  private static final long COMMITS = 10_000;
  private static final int BATCH = 2_000;
  private static final Percentage FIFTH = Percentage.withPercentage(20);

  /** What the document says. */
  private static final int NODE_SLOT = 16;

  private static final int EDGE_SLOT = 32;
  private static final int RECORD = 24;
  private static final int UNIQUE = 14;
  private static final int EDGE_END = 25;
  private static final int COMMIT = 24;
  private static final int COMMIT_NOTE = 36;
  private static final int QUEUED = 24;

  record Person(String name, int age) {}

  record Weight(double weight) {}

  private static final NodeKind<Person> PERSON =
      NodeKind.of(Person.class).unique(Person::name).build();
  private static final EdgeKind<NoProperties> KNOWS =
      EdgeKind.of("Knows").from(PERSON).to(PERSON).build();
  private static final EdgeKind<Weight> WEIGHS =
      EdgeKind.of(Weight.class).from(PERSON).to(PERSON).build();
  private static final Schema SCHEMA = Schema.of(PERSON, KNOWS, WEIGHS);

  private static final EngineOptions OPTIONS =
      EngineOptions.defaults().withMaintainEvery(Duration.ofMillis(1));

  /** What is there already. */
  private long used(Thermograph engine) {
    return engine.memory().tenants().getFirst().usedBytes();
  }

  /** {@code b(x)} of the document. */
  private static long block(long bytes) {
    if (bytes <= 128) {
      return (bytes + 15) / 16 * 16;
    }
    long step = Long.highestOneBit(bytes - 1) / 4;
    return (bytes + step - 1) / step * step;
  }

  private static long properties(int count, int valueBytes) {
    return 3 + 3L * count + valueBytes;
  }

  private static List<NodeId> addNodes(Tenant tenant) {
    List<NodeId> nodes = new ArrayList<>();
    for (int first = 0; first < NODES; first += BATCH) {
      int from = first;
      tenant.write(
          tx -> {
            for (int node = from; node < from + BATCH; node++) {
              nodes.add(tx.create(PERSON, new Person("name-" + (1_000_000 + node), 30)));
            }
          });
    }
    return nodes;
  }

  @Test
  void theDocumentHasTheLengthsOfTheLayouts() throws IOException {
    assertThat(NODE_SLOT).isEqualTo(NodeSlots.SLOT_BYTES);
    assertThat(EDGE_SLOT).isEqualTo(EdgeSlots.SLOT_BYTES);
    assertThat(RECORD).isEqualTo(RecordLayout.BLOCK_OFFSET);
    assertThat(AdjacencyLayout.GROUPS_OFFSET).isEqualTo(8);
    assertThat(AdjacencyLayout.GROUP_BYTES).isEqualTo(16);
    assertThat(AdjacencyLayout.ENTRY_BYTES).isEqualTo(16);
    assertThat(AdjacencyLayout.REMOVED_BYTES).isEqualTo(24);
    String document =
        Files.readString(Path.of(System.getProperty("thermograph.root"), "docs/sizing.md"));
    assertThat(document)
        .contains("| a node | " + NODE_SLOT + " + `b(" + RECORD + " + P)` |")
        .contains("| an edge | " + EDGE_SLOT + " + 2 × " + EDGE_END + " |")
        .contains("| … for its key and for each unique rule | + " + UNIQUE + " |")
        .contains("`b(" + RECORD + " + P)` + " + QUEUED + " |")
        .contains("| a retained commit | " + COMMIT + " |")
        .contains("1,023 of one sort | + `b(" + COMMIT_NOTE + " + N)` |");
  }

  @Test
  void aBlockTakesWhatTheDocumentSays() {
    assertThat(List.of(1, 16, 17, 128, 129, 160, 161, 250, 257, 4096))
        .extracting(bytes -> block(bytes))
        .containsExactly(16L, 16L, 32L, 128L, 160L, 160L, 192L, 256L, 320L, 4096L);
  }

  @Test
  void nodesAndEdgesTakeWhatTheDocumentSays() {
    try (Thermograph engine = Thermograph.inMemory(OPTIONS)) {
      Tenant tenant = engine.tenant("acme", SCHEMA);
      long empty = used(engine);
      List<NodeId> nodes = addNodes(tenant);
      long withNodes = used(engine) - empty;
      long node = NODE_SLOT + block(RECORD + properties(2, 12 + 1)) + UNIQUE;
      assertThat(withNodes).as("nodes").isCloseTo(NODES * node, FIFTH);

      int degree = 10;
      connect(tenant, nodes, degree, KNOWS, NoProperties.NONE);
      long withEdges = used(engine) - empty - withNodes;
      long edge = EDGE_SLOT + 2L * EDGE_END;
      long lists = NODES * block(8 + 2 * 16);
      assertThat(withEdges).as("edges").isCloseTo((long) NODES * degree * edge + lists, FIFTH);

      long before = used(engine);
      connect(tenant, nodes, degree, WEIGHS, new Weight(0.5));
      long withProperties = used(engine) - before;
      long more = block(RECORD + properties(1, 8));
      long grown = NODES * (block(8 + 4 * 16) - block(8 + 2 * 16));
      assertThat(withProperties)
          .as("edges with properties")
          .isCloseTo((long) NODES * degree * (edge + more) + grown, FIFTH);
    }
  }

  private static <E> void connect(
      Tenant tenant, List<NodeId> nodes, int degree, EdgeKind<E> kind, E properties) {
    SplittableRandom random = new SplittableRandom(1);
    for (int first = 0; first < NODES; first += BATCH) {
      int from = first;
      tenant.write(
          tx -> {
            for (int edge = from * degree; edge < (from + BATCH) * degree; edge++) {
              NodeId source = nodes.get(random.nextInt(NODES));
              tx.connect(kind, source, nodes.get(random.nextInt(NODES)), properties);
            }
          });
    }
  }

  @Test
  void theRetainedPastTakesWhatTheDocumentSaysAndIsGivenBack() {
    try (Thermograph engine = Thermograph.inMemory(OPTIONS)) {
      Tenant tenant =
          engine.create("acme", SCHEMA, TenantOptions.DEFAULT.withRetention(Retention.forever()));
      List<NodeId> nodes = addNodes(tenant);
      long before = used(engine);
      for (int age = 40; age < 45; age++) {
        int next = age;
        for (int first = 0; first < NODES; first += BATCH) {
          List<NodeId> batch = nodes.subList(first, first + BATCH);
          tenant.write(tx -> batch.forEach(node -> tx.update(node, Map.of("age", next))));
        }
      }
      long version = block(RECORD + properties(2, 12 + 1)) + QUEUED;
      long past = used(engine) - before;
      assertThat(past).as("past").isCloseTo(5L * NODES * version, FIFTH);
      tenant.configure(TenantOptions.DEFAULT.withRetention(Retention.none()));
      awaitUsed(engine, before + past / 10);
    }
  }

  @Test
  void commitsAndTheirNotesTakeWhatTheDocumentSays() {
    try (Thermograph engine = Thermograph.inMemory(OPTIONS)) {
      Tenant tenant =
          engine.create("acme", SCHEMA, TenantOptions.DEFAULT.withRetention(Retention.forever()));
      CommitReceipt first = tenant.write(tx -> tx.create(PERSON, new Person("someone", 1)));
      NodeId node = NodeId.of(tenant.number(), 0);
      long bare = takenBy(engine, tenant, node, CommitOptions.DEFAULT);
      String actor = "alice@example.org";
      String reason = "r".repeat(200);
      CommitOptions noted = CommitOptions.DEFAULT.withActor(actor).withReason(reason);
      long withNotes = takenBy(engine, tenant, node, noted);
      long version = block(RECORD + properties(2, 7 + 1)) + QUEUED;
      assertThat(first.sequence()).isPositive();
      assertThat(bare).as("bare").isCloseTo(COMMITS * (version + COMMIT), FIFTH);
      assertThat(withNotes - bare)
          .as("notes")
          .isCloseTo(COMMITS * block(COMMIT_NOTE + actor.length() + reason.length()), FIFTH);
    }
  }

  private long takenBy(Thermograph engine, Tenant tenant, NodeId node, CommitOptions options) {
    long before = used(engine);
    for (int commit = 0; commit < COMMITS; commit++) {
      int age = commit % 100;
      tenant.write(options, tx -> tx.update(node, Map.of("age", age)));
    }
    return used(engine) - before;
  }

  /** The background gives back a part each time. */
  private void awaitUsed(Thermograph engine, long bytes) {
    while (true) {
      TenantMemory memory = engine.memory().tenants().getFirst();
      if (memory.usedBytes() <= bytes) {
        return;
      }
      Thread.onSpinWait();
    }
  }
}
