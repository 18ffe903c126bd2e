package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.engine.internal.kind.BoundSchema;
import dev.thermograph.engine.internal.schema.SchemaCatalog;
import dev.thermograph.engine.schema.Schema;
import java.lang.foreign.MemorySegment;

/**
 * The first schema of a tenant that is not there yet, so that no tenant is made for one that it
 * cannot have. <em>Stateless.</em>
 */
public final class FreshSchema {
  private FreshSchema() {}

  /**
   * Does all that may refuse it, as {@link SchemaApplication} will once the tenant is there.
   *
   * @param commitBytesMax largest commit of the tenant to be
   */
  public static void requireAcceptable(Schema schema, int commitBytesMax) {
    KeyDictionary keys = new KeyDictionary();
    SchemaCatalog catalog = SchemaCatalog.EMPTY.apply(schema);
    BoundSchema _ = BoundSchema.of(catalog.takeOver(schema), catalog, keys);
    byte[] bytes = catalog.encode();
    CommitWriter commit = new CommitWriter(commitBytesMax);
    CommitEmission.emitNames(commit, keys);
    commit.catalog(MemorySegment.ofArray(bytes), 0, bytes.length);
  }
}
