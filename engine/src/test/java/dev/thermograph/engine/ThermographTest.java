package dev.thermograph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.Sample.Person;
import dev.thermograph.engine.error.TenantExistsException;
import dev.thermograph.engine.error.UnknownTenantException;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.wal.error.DirectoryLockedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ThermographTest {
  @TempDir Path directory;

  @Test
  void whatWasWrittenIsThereAfterAClose() {
    NodeId alice;
    try (Thermograph engine = Thermograph.open(directory, Sample.options())) {
      Tenant acme = engine.tenant("acme", Sample.SCHEMA);
      alice = Sample.add(acme, "Alice", 30);
      NodeId bob = Sample.add(acme, "Bob", 40);
      acme.write(tx -> tx.connect(Sample.KNOWS, alice, bob));
      assertThat(alice.tenant()).isEqualTo(acme.number());
    }
    try (Thermograph engine = Thermograph.open(directory, Sample.options())) {
      Tenant acme = engine.tenant("acme", Sample.SCHEMA);
      assertThat(Sample.names(acme)).containsExactly("Alice", "Bob");
      acme.write(tx -> tx.update(alice, java.util.Map.of("age", 31)));
      try (ReadView view = acme.read()) {
        assertThat(view.get(Sample.PERSON, alice).properties()).isEqualTo(new Person("Alice", 31));
      }
    }
  }

  @Test
  void tenantsAreFoundCreatedAndRefusedByName() {
    try (Thermograph engine = Thermograph.inMemory(Sample.options())) {
      assertThatThrownBy(() -> engine.tenant("acme")).isInstanceOf(UnknownTenantException.class);
      Tenant acme = engine.create("acme", Sample.SCHEMA, TenantOptions.DEFAULT);
      assertThatThrownBy(() -> engine.create("acme", Sample.SCHEMA, TenantOptions.DEFAULT))
          .isInstanceOf(TenantExistsException.class);
      assertThat(engine.tenant("acme").number()).isEqualTo(acme.number());
      assertThat(engine.tenant("acme", Sample.SCHEMA).number()).isEqualTo(acme.number());
      Sample.add(acme, "Alice", 30);
      assertThat(Sample.names(engine.tenant("acme"))).containsExactly("Alice");
      assertThat(engine.tenants()).hasSize(1);
    }
  }

  @Test
  void aSecondEngineOverADirectoryIsRefusedAndTheHolderNamed() {
    try (Thermograph _ = Thermograph.open(directory, Sample.options())) {
      assertThatThrownBy(() -> Thermograph.open(directory, Sample.options()))
          .isInstanceOf(DirectoryLockedException.class)
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
    }
  }
}
