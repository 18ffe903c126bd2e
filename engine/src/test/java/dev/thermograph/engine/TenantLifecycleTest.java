package dev.thermograph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.EngineClosedException;
import dev.thermograph.engine.error.TenantDroppedException;
import dev.thermograph.engine.error.TenantInUseException;
import dev.thermograph.engine.error.TenantSuspendedException;
import dev.thermograph.engine.error.UnknownTenantException;
import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.CommitRange;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.options.RetryPolicy;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.engine.report.DropReceipt;
import dev.thermograph.engine.report.TenantInfo;
import dev.thermograph.engine.report.TenantState;
import dev.thermograph.engine.schema.NodeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each state of a tenant × each method of its handle and of the engine. */
final class TenantLifecycleTest {
  @TempDir Path directory;

  private Thermograph open(boolean inMemory) {
    return inMemory
        ? Thermograph.inMemory(Sample.options())
        : Thermograph.open(directory, Sample.options());
  }

  /** Every method that needs the tenant's memory. */
  private static Map<String, Consumer<Tenant>> uses() {
    Map<String, Consumer<Tenant>> uses = new LinkedHashMap<>();
    uses.put("write", tenant -> tenant.write(_ -> {}));
    uses.put("write with options", tenant -> tenant.write(CommitOptions.DEFAULT, _ -> {}));
    uses.put("compute", tenant -> tenant.compute(_ -> 1));
    uses.put("compute with options", tenant -> tenant.compute(CommitOptions.DEFAULT, _ -> 1));
    uses.put("begin", tenant -> tenant.begin().close());
    uses.put("begin with options", tenant -> tenant.begin(CommitOptions.DEFAULT).close());
    uses.put("transact", tenant -> tenant.transact(_ -> 1));
    uses.put(
        "transact with options",
        tenant -> tenant.transact(CommitOptions.DEFAULT, RetryPolicy.DEFAULT, _ -> 1));
    uses.put("read", tenant -> tenant.read().close());
    uses.put("read function", tenant -> tenant.read(ReadView::sequence));
    uses.put("readAt sequence", tenant -> tenant.readAt(0).close());
    uses.put("readAt instant", tenant -> tenant.readAt(Instant.now()).close());
    uses.put("commits", tenant -> tenant.commits(CommitRange.newest(1)));
    uses.put("findCommit", tenant -> tenant.findCommit(tenant.sequence()));
    uses.put("history node", tenant -> tenant.history(NodeId.of(tenant.number(), 0)));
    uses.put("history edge", tenant -> tenant.history(EdgeId.of(tenant.number(), 0)));
    uses.put("sequence", Tenant::sequence);
    uses.put("schema", Tenant::schema);
    uses.put("previewSchema", tenant -> tenant.previewSchema(Sample.SCHEMA));
    uses.put("evolve", tenant -> tenant.evolve(Sample.SCHEMA));
    uses.put("addKinds", tenant -> tenant.addKinds(NodeKind.open("Widget")));
    return uses;
  }

  private static void requireAllWork(Tenant tenant) {
    uses()
        .forEach(
            (name, use) ->
                assertThatCode(() -> use.accept(tenant)).as(name).doesNotThrowAnyException());
  }

  private static void requireAllRefused(
      Tenant tenant, Class<? extends RuntimeException> refusal, String words) {
    uses()
        .forEach(
            (name, use) ->
                assertThatThrownBy(() -> use.accept(tenant))
                    .as(name)
                    .isInstanceOf(refusal)
                    .hasMessageContaining(words));
  }

  @Test
  void everyMethodOfTheHandleIsTriedHere() {
    List<String> others =
        List.of("name", "number", "options", "configure", "retention", "toString");
    assertThat(Tenant.class.getMethods())
        .filteredOn(method -> method.getDeclaringClass() == Tenant.class)
        .extracting(method -> method.getName())
        .allSatisfy(
            method ->
                assertThat(others.contains(method) || triedNames().contains(method))
                    .as(method)
                    .isTrue());
  }

  private static List<String> triedNames() {
    return uses().keySet().stream()
        .map(name -> name.substring(0, (name + " ").indexOf(" ")))
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOpenAndAClosedTenantWork(boolean inMemory) {
    try (Thermograph engine = open(inMemory)) {
      Tenant acme = engine.tenant("acme", Sample.SCHEMA);
      Sample.add(acme, "Alice", 30);
      requireAllWork(acme);
      engine.close("acme");
      assertThat(state(engine, "acme"))
          .isInstanceOf(inMemory ? TenantState.Open.class : TenantState.Closed.class);
      assertThat(Sample.names(acme)).containsExactly("Alice");
      engine.close("acme");
      requireAllWork(acme);
    }
  }

  private static TenantState state(Thermograph engine, String name) {
    return info(engine, name).state();
  }

  private static TenantInfo info(Thermograph engine, String name) {
    return engine.tenants().stream()
        .filter(tenant -> tenant.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSuspendedTenantRefusesAndKeepsItsData(boolean inMemory) {
    try (Thermograph engine = open(inMemory)) {
      Tenant acme = engine.tenant("acme", Sample.SCHEMA);
      Sample.add(acme, "Alice", 30);
      engine.suspend("acme");
      requireAllRefused(acme, TenantSuspendedException.class, "tenant=acme");
      requireAllRefused(engine.tenant("acme"), TenantSuspendedException.class, "tenant=acme");
      assertThatThrownBy(() -> engine.tenant("acme", Sample.SCHEMA))
          .isInstanceOf(TenantSuspendedException.class);
      assertThat(state(engine, "acme")).isEqualTo(new TenantState.Suspended());
      engine.suspend("acme");
      engine.close("acme");
      acme.configure(TenantOptions.DEFAULT);
      engine.resume("acme");
      engine.resume("acme");
      assertThat(Sample.names(acme)).containsExactly("Alice");
      requireAllWork(acme);
      engine.suspend("acme");
      assertThat(engine.drop("acme").nodeCount().isPresent()).isEqualTo(inMemory);
      requireAllRefused(acme, TenantDroppedException.class, "tenant=acme");
    }
  }

  @Test
  void suspensionOutlivesARestart() {
    try (Thermograph engine = open(false)) {
      Sample.add(engine.tenant("acme", Sample.SCHEMA), "Alice", 30);
      engine.suspend("acme");
    }
    try (Thermograph engine = open(false)) {
      requireAllRefused(engine.tenant("acme"), TenantSuspendedException.class, "tenant=acme");
      engine.resume("acme");
      assertThat(Sample.names(engine.tenant("acme", Sample.SCHEMA))).containsExactly("Alice");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDroppedTenantIsRefusedForEverAlsoWhenItsNameIsGivenAgain(boolean inMemory) {
    try (Thermograph engine = open(inMemory)) {
      Tenant old = engine.tenant("acme", Sample.SCHEMA);
      NodeId alice = Sample.add(old, "Alice", 30);
      engine.drop("acme");
      requireAllRefused(old, TenantDroppedException.class, "number=" + old.number());
      assertThatThrownBy(() -> old.configure(TenantOptions.DEFAULT))
          .isInstanceOf(TenantDroppedException.class);
      for (Consumer<String> call :
          List.<Consumer<String>>of(
              engine::tenant, engine::drop, engine::close, engine::suspend, engine::resume)) {
        assertThatThrownBy(() -> call.accept("acme")).isInstanceOf(UnknownTenantException.class);
      }
      assertThat(engine.tenants()).isEmpty();
      Tenant another = engine.tenant("acme", Sample.SCHEMA);
      assertThat(another.number()).isGreaterThan(old.number());
      assertThat(Sample.names(another)).isEmpty();
      requireAllRefused(old, TenantDroppedException.class, "number=" + old.number());
      assertThatThrownBy(() -> another.read(view -> view.exists(alice)))
          .hasMessageContaining("another tenant");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClosedEngineRefusesEverything(boolean inMemory) {
    Thermograph engine = open(inMemory);
    Tenant acme = engine.tenant("acme", Sample.SCHEMA);
    Tenant untouched = engine.tenant("other", Sample.SCHEMA);
    engine.close("other");
    engine.close();
    engine.close();
    requireAllRefused(acme, EngineClosedException.class, "closed");
    requireAllRefused(untouched, EngineClosedException.class, "closed");
    for (Runnable call :
        List.<Runnable>of(
            engine::tenants,
            engine::memory,
            () -> engine.tenant("acme"),
            () -> engine.tenant("acme", Sample.SCHEMA),
            () -> engine.create("new", Sample.SCHEMA, TenantOptions.DEFAULT),
            () -> engine.suspend("acme"),
            () -> engine.resume("acme"),
            () -> engine.close("acme"),
            () -> engine.drop("acme"),
            () -> acme.configure(TenantOptions.DEFAULT.withQuota(acme.options().quota())))) {
      assertThatThrownBy(call::run).isInstanceOf(EngineClosedException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void openViewsAndTransactionsHoldUpLifeChangesAndNothingIsChanged(boolean inMemory) {
    try (Thermograph engine = open(inMemory)) {
      Tenant acme = engine.tenant("acme", Sample.SCHEMA);
      Sample.add(acme, "Alice", 30);
      try (ReadView view = acme.read()) {
        requireHeldUp(engine, acme);
        assertThat(view.count(Sample.PERSON)).isEqualTo(1);
      }
      try (Transaction transaction = acme.begin()) {
        requireHeldUp(engine, acme);
        transaction.create(Sample.PERSON, new Sample.Person("Bob", 40));
        transaction.commit();
        engine.close("acme");
      }
      try (Transaction _ = acme.begin()) {
        requireHeldUp(engine, acme);
      }
      engine.suspend("acme");
    }
  }

  private static void requireHeldUp(Thermograph engine, Tenant acme) {
    for (Consumer<String> call :
        List.<Consumer<String>>of(engine::drop, engine::close, engine::suspend)) {
      assertThatThrownBy(() -> call.accept("acme"))
          .isInstanceOf(TenantInUseException.class)
          .hasMessageContaining("tenant=acme count=1");
      requireAllWork(acme);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aViewThatOutlivesItsEngineIsReportedAndDoesNoHarm(boolean inMemory) {
    Thermograph engine = open(inMemory);
    Tenant acme = engine.tenant("acme", Sample.SCHEMA);
    Sample.add(acme, "Alice", 30);
    Sample.add(engine.tenant("other", Sample.SCHEMA), "Bob", 40);
    ReadView view = acme.read();
    assertThatThrownBy(engine::close)
        .isInstanceOf(TenantInUseException.class)
        .hasMessageContaining("[acme]");
    assertThat(view.count(Sample.PERSON)).isEqualTo(1);
    view.close();
    if (!inMemory) {
      try (Thermograph again = open(false)) {
        assertThat(Sample.names(again.tenant("acme", Sample.SCHEMA))).containsExactly("Alice");
        assertThat(Sample.names(again.tenant("other", Sample.SCHEMA))).containsExactly("Bob");
      }
    }
  }

  @Test
  void theReceiptSaysWhatWasErasedAndWhatStays() throws IOException {
    try (Thermograph engine = open(false)) {
      Tenant acme = engine.tenant("acme", Sample.SCHEMA);
      NodeId alice = Sample.add(acme, "Alice", 30);
      NodeId bob = Sample.add(acme, "Bob", 40);
      acme.write(tx -> tx.connect(Sample.KNOWS, alice, bob));
      engine.close("acme");
      assertThat(Sample.names(acme)).hasSize(2);
      Path files = directory.resolve("tenants/0000000001");
      Files.writeString(files.resolve("maps/notes.txt"), "mine");
      TenantInfo before = info(engine, "acme");
      DropReceipt receipt = engine.drop("acme");
      assertThat(receipt.name()).isEqualTo("acme");
      assertThat(receipt.number()).isEqualTo(1);
      assertThat(receipt.nodeCount()).hasValue(2);
      assertThat(receipt.edgeCount()).hasValue(1);
      assertThat(receipt.memoryBytes()).isPositive();
      assertThat(receipt.mapFiles().fileCount()).isPositive();
      assertThat(receipt.snapshotFiles().fileCount()).isPositive();
      assertThat(receipt.mapFiles().bytes() + receipt.snapshotFiles().bytes())
          .isCloseTo(before.fileBytes(), org.assertj.core.data.Offset.offset(8_192L));
      assertThat(receipt.leftBehind()).containsExactly("tenants/0000000001/maps/notes.txt");
      assertThat(receipt.logRemains().isEmpty()).isFalse();
      assertThat(receipt.logRemains().lastSequence()).isEqualTo(receipt.sequence());
      assertThat(Files.readString(files.resolve("maps/notes.txt"))).isEqualTo("mine");
      assertThat(Files.exists(files.resolve("snapshots"))).isFalse();
    }
  }

  /** Its directory would stay locked, and no other engine of this process could open it. */
  @Test
  void anEngineThatCannotWriteItsListLetsGoOfEverythingElse() throws IOException {
    Path draft = directory.resolve("tenants.tmp");
    try (Thermograph engine = open(false)) {
      Sample.add(engine.tenant("acme", Sample.SCHEMA), "Alice", 30);
      Files.createDirectories(draft.resolve("in the way"));
    }
    Files.delete(draft.resolve("in the way"));
    Files.delete(draft);
    try (Thermograph again = open(false)) {
      assertThat(Sample.names(again.tenant("acme", Sample.SCHEMA))).containsExactly("Alice");
    }
  }

  @Test
  void namesReachNoFile() throws IOException {
    try (Thermograph engine = open(false)) {
      Sample.add(engine.tenant("geheim-ACME", Sample.SCHEMA), "Alice", 30);
    }
    try (var paths = Files.walk(directory)) {
      assertThat(paths.map(Path::toString)).noneMatch(path -> path.contains("geheim"));
    }
  }
}
