package dev.thermograph.engine.internal.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.kind.BoundSchema;
import dev.thermograph.engine.internal.schema.SchemaCatalog;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import org.junit.jupiter.api.Test;

final class SchemaVersionsTest {
  private final BoundSchema first = schema("A");
  private final BoundSchema second = schema("B");
  private final BoundSchema third = schema("C");
  private final SchemaVersions versions = new SchemaVersions(10, first);

  private static BoundSchema schema(String name) {
    Schema schema = Schema.of(NodeKind.open(name));
    return BoundSchema.of(schema, SchemaCatalog.EMPTY.apply(schema), new KeyDictionary());
  }

  @Test
  void aSchemaIsShownWhenItsCommitIs() {
    versions.add(20, second, 15);
    versions.add(30, third, 15);
    assertThat(versions.applied()).isSameAs(third);
    assertThat(versions.published(15)).isSameAs(first);
    assertThat(versions.published(20)).isSameAs(second);
    assertThat(versions.published(29)).isSameAs(second);
    assertThat(versions.published(30)).isSameAs(third);
  }

  @Test
  void whatIsNoLongerTheNewestPublishedIsForgotten() {
    versions.add(20, second, 15);
    versions.add(30, third, 25);
    assertThat(versions.published(15)).isSameAs(second);
  }

  @Test
  void otherJavaObjectsNeedNoCommit() {
    versions.add(20, second, 15);
    versions.rebind(third);
    assertThat(versions.published(15)).isSameAs(first);
    assertThat(versions.published(20)).isSameAs(third);
    assertThat(versions.applied()).isSameAs(third);
  }
}
