package dev.thermograph.engine.internal.feed;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.engine.internal.commit.NodeListener;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.kind.BoundNodeKind;
import dev.thermograph.engine.internal.kind.BoundSchema;
import dev.thermograph.engine.internal.snapshot.SnapshotState;
import dev.thermograph.engine.schema.Kind;
import dev.thermograph.engine.schema.Metric;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.PropertyDefinition;
import dev.thermograph.engine.schema.PropertyType;
import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.index.VectorIndex;
import dev.thermograph.index.VectorIndexOptions;
import dev.thermograph.index.VectorMetric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The indexes of one open tenant: one for each vector property of the kinds that callers have given
 * it.
 *
 * <p>Each is a projection of the tenant's memory. So it needs no place in the log and none in a
 * snapshot: when the tenant is opened it is filled from the memory, for which what its files hold
 * is only a help.
 *
 * <p><b>Thread-safe.</b> what {@link #listener} gives belongs to the lane.
 */
public final class TenantIndexes implements AutoCloseable {
  private final Host host;
  private final GraphStore store;
  private final Executor fills;
  private final NodeFeeds feeds = new NodeFeeds();
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Map<FieldName, FieldIndex> fields = new LinkedHashMap<>();

  @GuardedBy("lock")
  private boolean isClosed;

  /** What is filled, for the lane; replaced under the lock. */
  private volatile FieldIndex[] all = {};

  private record FieldName(int kind, String property) {}

  /** What an index needs of its tenant. */
  public interface Host {
    /** The tenant's memory. */
    GraphStore store();

    /** What the log has up to here it has for good. */
    long loggedSequence();

    /** Runs something between two commits and pins the state there. */
    SnapshotState pinAfter(Runnable betweenCommits);

    /** Opens the index of a field, empty or with what its files have. */
    VectorIndex open(int kind, int key, VectorIndexOptions options);
  }

  /**
   * No indexes yet.
   *
   * @param fills runs what opens and fills them
   */
  public TenantIndexes(Host host, Executor fills) {
    this.host = host;
    this.store = host.store();
    this.fills = fills;
  }

  /** To be told of the tenant's commits. */
  public NodeListener listener() {
    return feeds;
  }

  /** Begins to open the indexes of the kinds that it has none for; returns at once. */
  public void begin(BoundSchema schema) {
    for (Kind<?> kind : schema.schema().kinds()) {
      if (kind instanceof NodeKind<?> nodes) {
        begin(schema, schema.require(nodes));
      }
    }
  }

  private void begin(BoundSchema schema, BoundNodeKind<?> kind) {
    for (PropertyDefinition property : kind.kind().properties()) {
      if (property.type() instanceof PropertyType.VectorOf vector) {
        begin(schema, kind, property.name(), vector);
      }
    }
  }

  private void begin(
      BoundSchema schema, BoundNodeKind<?> kind, String property, PropertyType.VectorOf vector) {
    synchronized (lock) {
      FieldName name = new FieldName(kind.id(), property);
      if (isClosed || fields.containsKey(name)) {
        return;
      }
      VectorIndexOptions options =
          VectorIndexOptions.of(
              kind.kind().name() + "." + property, vector.dimension(), metric(vector.metric()));
      int key = schema.keys().findOrAdd(property);
      VectorField field = new VectorField(kind.id(), key, property, options);
      FieldIndex index =
          new FieldIndex(
              field,
              () -> host.open(field.kind(), field.key(), options),
              feed -> host.pinAfter(() -> feeds.add(feed, host.loggedSequence())));
      fields.put(name, index);
      all = fields.values().toArray(FieldIndex[]::new);
      fill(index);
    }
  }

  private void fill(FieldIndex index) {
    try {
      fills.execute(() -> index.run(store));
    } catch (RejectedExecutionException _) { // whoever waits for it is told
      index.cancel();
      index.run(store);
    }
  }

  private static VectorMetric metric(Metric metric) {
    return switch (metric) {
      case COSINE -> VectorMetric.COSINE;
      case DOT -> VectorMetric.INNER_PRODUCT;
      case EUCLIDEAN -> VectorMetric.EUCLIDEAN;
    };
  }

  /** The index of a vector property of a kind that was given. */
  public FieldIndex require(BoundNodeKind<?> kind, String property) {
    synchronized (lock) {
      FieldIndex index = fields.get(new FieldName(kind.id(), property));
      if (index == null) {
        throw new InvalidArgumentException(
            "property is no vector: kind=" + kind.kind().name() + " property=" + property);
      }
      return index;
    }
  }

  private List<VectorIndex> ready() {
    List<VectorIndex> ready = new ArrayList<>();
    for (FieldIndex field : all) {
      VectorIndex index = field.findReady();
      if (index != null) {
        ready.add(index);
      }
    }
    return ready;
  }

  /** Ends fillings, and with them their pins; no more are begun. Idempotent. */
  public void stop() {
    synchronized (lock) {
      isClosed = true;
    }
    for (FieldIndex field : all) {
      field.cancel();
    }
    for (FieldIndex field : all) {
      field.awaitEnd();
    }
  }

  /** How each of them is doing. */
  public List<FieldIndex> fields() {
    return List.of(all);
  }

  /**
   * Closes them all, with what is durable in their files; nobody searches any more and no commit is
   * under way.
   *
   * @param durable commits up to this one are
   */
  public void close(long durable) {
    stop();
    for (VectorIndex index : ready()) {
      index.durable(durable);
    }
    close();
  }

  /** Closes them all; nobody searches any more and no commit is under way. Idempotent. */
  @Override
  public void close() {
    stop();
    RuntimeException failure = null;
    for (FieldIndex field : all) {
      try {
        field.close();
      } catch (RuntimeException e) { // the others must not stay open for it
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
