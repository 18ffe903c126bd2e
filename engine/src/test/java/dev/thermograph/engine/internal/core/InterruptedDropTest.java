package dev.thermograph.engine.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.report.DropReceipt;
import dev.thermograph.engine.report.TenantInfo;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.segment.IoThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A drop that a crash cuts between its event and the erasing of its files is finished by the next
 * opening, wherever it was cut.
 */
final class InterruptedDropTest {
  private static final Schema SCHEMA = Schema.of(NodeKind.open("Thing"));

  @TempDir Path root;
  private Path files;

  private static EngineOptions options() {
    return EngineOptions.defaults()
        .withLog(LogOptions.defaults().withSegmentBytes(1 << 20).withPreparedSegmentCountMax(0))
        .withMaintainEvery(Duration.ofHours(1));
  }

  private EngineCore open() {
    return EngineCore.open(root, options());
  }

  @BeforeEach
  void twoTenants() {
    files = root.resolve("tenants/0000000001");
    try (EngineCore engine = open()) {
      for (String name : List.of("one", "two")) {
        TenantAccess access = engine.findOrCreate(name, Schema.of());
        access.evolve(SCHEMA);
        access.write(
            CommitOptions.DEFAULT,
            tx -> tx.createFrom(SCHEMA.nodeKinds().getFirst(), Map.of("of", name)));
      }
    }
    assertThat(files).isDirectory();
  }

  /** What a process does before it is killed. */
  private void dropWithoutErasing() {
    IoThread thread =
        new IoThread(
            "dropping",
            () -> {
              try (EngineFiles opened = EngineFiles.open(root, options().log())) {
                opened.registry().drop(1);
              }
            });
    thread.start();
    thread.awaitEnd();
    assertThat(thread.failure()).isEmpty();
    assertThat(files).isDirectory();
  }

  private void requireFinished() {
    try (EngineCore engine = open()) {
      assertThat(files).doesNotExist();
      assertThat(engine.find("one")).isEmpty();
      assertThat(engine.tenants()).extracting(TenantInfo::name).containsExactly("two");
      TenantAccess two = engine.require("two");
      two.evolve(SCHEMA);
      try (ReadView view = two.read()) {
        assertThat(view.count(SCHEMA.nodeKinds().getFirst())).as("of the other one").isEqualTo(1);
      }
      assertThat(engine.findOrCreate("one", Schema.of()).number()).isEqualTo(3);
    }
    try (EngineCore engine = open()) {
      assertThat(engine.drop("one")).extracting(DropReceipt::number).isEqualTo(3);
    }
  }

  @Test
  void nothingWasErasedYet() {
    dropWithoutErasing();
    requireFinished();
  }

  @Test
  void eachFileMayBeTheFirstThatWasErased() throws IOException {
    List<Path> all;
    try (var paths = Files.walk(files)) {
      all = paths.filter(Files::isRegularFile).sorted().toList();
    }
    assertThat(all).hasSizeGreaterThan(2);
    dropWithoutErasing();
    for (Path file : all.subList(0, all.size() - 1)) {
      Files.delete(file);
    }
    requireFinished();
  }

  @Test
  void everythingWasErasedButTheEngineDoesNotKnow() throws IOException {
    dropWithoutErasing();
    try (var paths = Files.walk(files)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    requireFinished();
  }

  @Test
  void theListOfTenantsWasWrittenInBetween() {
    dropWithoutErasing();
    IoThread thread =
        new IoThread(
            "listing",
            () -> {
              try (EngineFiles opened = EngineFiles.open(root, options().log())) {
                opened.registry().checkpoint(0, Map::of);
              }
            });
    thread.start();
    thread.awaitEnd();
    requireFinished();
  }
}
