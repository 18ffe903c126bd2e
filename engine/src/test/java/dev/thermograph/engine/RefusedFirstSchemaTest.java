package dev.thermograph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.CommitTooLargeException;
import dev.thermograph.engine.error.UnknownTenantException;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.engine.schema.Kind;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant whose first schema is refused was left behind, without kinds. */
final class RefusedFirstSchemaTest {
  @TempDir Path directory;

  /** More than one record of a log with small segments holds. */
  private static Schema tooLarge() {
    return Schema.of(
        IntStream.range(0, 50_000)
            .mapToObj(kind -> NodeKind.open("AKindWithALongName" + kind))
            .toArray(Kind<?>[]::new));
  }

  private static void requireRefused(Thermograph engine) {
    Schema schema = tooLarge();
    assertThatThrownBy(() -> engine.tenant("acme", schema))
        .isInstanceOf(CommitTooLargeException.class);
    assertThatThrownBy(() -> engine.create("acme", schema, TenantOptions.DEFAULT))
        .isInstanceOf(CommitTooLargeException.class);
    assertThat(engine.tenants()).isEmpty();
    assertThatThrownBy(() -> engine.tenant("acme")).isInstanceOf(UnknownTenantException.class);
  }

  @Test
  void noTenantIsLeftAlsoAfterARestart() {
    try (Thermograph engine = Thermograph.open(directory, Sample.options())) {
      requireRefused(engine);
    }
    try (Thermograph engine = Thermograph.open(directory, Sample.options())) {
      assertThat(engine.tenants()).isEmpty();
      Tenant tenant = engine.tenant("acme", Sample.SCHEMA);
      assertThat(tenant.number()).isEqualTo(1);
      Sample.add(tenant, "Ann", 1);
      assertThat(Sample.names(tenant)).containsExactly("Ann");
    }
  }

  @Test
  void noneInMemoryEither() {
    try (Thermograph engine = Thermograph.inMemory(Sample.options())) {
      requireRefused(engine);
    }
  }

  @Test
  void aTenantThatWasThereStays() {
    try (Thermograph engine = Thermograph.inMemory(Sample.options())) {
      Tenant tenant = engine.tenant("acme", Sample.SCHEMA);
      Sample.add(tenant, "Ann", 1);
      assertThatThrownBy(() -> engine.tenant("acme", tooLarge()))
          .isInstanceOf(RuntimeException.class);
      assertThat(Sample.names(engine.tenant("acme"))).containsExactly("Ann");
    }
  }
}
