package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.engine.internal.kind.BoundSchema;
import dev.thermograph.engine.internal.schema.SchemaCatalog;
import dev.thermograph.engine.schema.Kind;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.engine.schema.SchemaChange;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** A schema that a tenant gets: a commit of its own, unless it has that already. */
final class SchemaApplication extends LaneChange {
  private final TransactionManager manager;
  private final Schema schema;
  private @Nullable BoundSchema bound;
  private @Nullable SchemaChange change;

  SchemaApplication(TransactionManager manager, CommitOptions options, Schema schema) {
    super(manager.lane(), manager.guard(), options);
    this.manager = manager;
    this.schema = schema;
  }

  @Override
  public void collect(CommitWriter commit) {
    manager.beginLane(false);
    BoundSchema before = manager.schemas().applied();
    change = before.catalog().preview(schema);
    SchemaCatalog catalog = before.catalog().apply(schema);
    Schema whole = catalog.takeOver(withOpenKindsOf(before.schema()));
    bound = BoundSchema.of(whole, catalog, before.keys());
    if (catalog.version() == before.catalog().version()) {
      manager.schemas().rebind(bound);
      return;
    }
    byte[] bytes = catalog.encode();
    CommitEmission.emitNames(commit, before.keys());
    commit.catalog(MemorySegment.ofArray(bytes), 0, bytes.length);
    CommitEmission.emitNote(commit, options());
    lane().writeKeys().addSchema();
  }

  /** Whoever holds one of these can go on using it, though another caller does not know of it. */
  private Schema withOpenKindsOf(Schema before) {
    return schema.with(
        before.kinds().stream()
            .filter(kind -> kind.isOpen() && schema.findKind(kind.name()).isEmpty())
            .toArray(Kind<?>[]::new));
  }

  @Override
  public void applied(long sequence, long micros) {
    super.applied(sequence, micros);
    if (bound != null) {
      manager.schemas().add(sequence, bound, manager.publishedSequence());
    }
  }

  @Override
  ChangeCounts counts() {
    return ChangeCounts.NONE;
  }

  /** What differs; only once it was collected. */
  SchemaChange change() {
    if (change == null) {
      throw new IllegalStateException("the schema was not looked at");
    }
    return change;
  }
}
