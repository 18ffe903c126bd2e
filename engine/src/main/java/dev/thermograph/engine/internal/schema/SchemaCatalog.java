package dev.thermograph.engine.internal.schema;

import dev.thermograph.engine.schema.Kind;
import dev.thermograph.engine.schema.KindRefusedException;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.engine.schema.SchemaChange;
import dev.thermograph.engine.schema.SchemaDifference;
import dev.thermograph.engine.schema.SchemaRefusedException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The schema that a tenant has: a version that grows with each change, and its kinds, numbered from
 * 0 in the order of their first appearance. A number is never used again. <em>Immutable.</em>
 *
 * <p>It travels in the log as {@link #encode} has it, whole each time: a schema changes rarely.
 */
public final class SchemaCatalog {
  /** What {@link #findId} says of a kind that is not there; no kind gets this number. */
  public static final int ABSENT = -1;

  /** What a tenant has before its first schema. */
  public static final SchemaCatalog EMPTY = new SchemaCatalog(0, List.of());

  private final long version;
  private final List<KindShape> shapes;
  private final Map<String, Integer> ids;

  SchemaCatalog(long version, List<KindShape> shapes) {
    this.version = version;
    this.shapes = List.copyOf(shapes);
    this.ids = LinkedHashMap.newLinkedHashMap(shapes.size());
    for (KindShape shape : this.shapes) {
      ids.put(shape.name(), ids.size());
    }
  }

  /** 0 before the first schema, then 1 more for each change. */
  public long version() {
    return version;
  }

  /** How many kinds have a number; all numbers are below it. */
  public int kindCount() {
    return shapes.size();
  }

  /** Number of a kind, in 0..65,534, or {@link #ABSENT}. */
  public int findId(String kind) {
    return ids.getOrDefault(kind, ABSENT);
  }

  /** Name of the kind with this number, which must be below {@link #kindCount}. */
  public String requireName(int id) {
    return shapes.get(id).name();
  }

  /** Whether the kind with this number, which must be below {@link #kindCount}, is of edges. */
  public boolean isEdge(int id) {
    return shapes.get(id) instanceof KindShape.EdgeShape;
  }

  /** What this schema would change; nothing is refused. Open kinds that it lacks stay. */
  public SchemaChange preview(Schema schema) {
    SequencedMap<String, KindShape> added = new LinkedHashMap<>();
    for (Kind<?> kind : schema.kinds()) {
      added.put(kind.name(), KindShape.of(kind));
    }
    List<SchemaDifference> differences = new ArrayList<>();
    for (KindShape before : shapes) {
      KindShape after = added.remove(before.name());
      if (after != null) {
        differences.addAll(KindComparison.compare(before, after));
      } else if (!before.isOpen()) {
        differences.add(new SchemaDifference.KindRemoved(before.name(), before.describe()));
      } // else it is taken over
    }
    for (KindShape kind : added.values()) {
      differences.add(new SchemaDifference.KindAdded(kind.name(), kind.describe()));
    }
    return new SchemaChange(version, differences.isEmpty() ? version : version + 1, differences);
  }

  /**
   * The catalog with this schema: itself if nothing differs. A schema that breaks what is stored is
   * refused with each difference.
   */
  public SchemaCatalog apply(Schema schema) {
    SchemaChange change = preview(schema);
    if (change.isEmpty()) {
      return this;
    }
    if (change.isBreaking()) {
      throw new SchemaRefusedException(change);
    }
    SequencedMap<String, KindShape> merged = new LinkedHashMap<>();
    shapes.forEach(shape -> merged.put(shape.name(), shape));
    schema.kinds().forEach(kind -> merged.put(kind.name(), KindShape.of(kind)));
    if (merged.size() > Schema.KIND_COUNT_MAX) {
      throw new KindRefusedException(
          "tenant has too many kinds: kinds=" + merged.size() + " max=" + Schema.KIND_COUNT_MAX);
    }
    return new SchemaCatalog(change.versionAfter(), List.copyOf(merged.values()));
  }

  /**
   * A schema together with the open kinds that it lacks, made anew: they need no Java class. What
   * was added at run time is there again after a restart, whatever schema that begins with.
   */
  public Schema takeOver(Schema schema) {
    return OpenKinds.takeOver(schema, shapes);
  }

  List<KindShape> shapes() {
    return shapes;
  }

  /** The bytes of this catalog, see {@link CatalogCodec}. */
  public byte[] encode() {
    return CatalogCodec.encode(this);
  }

  /** The catalog that these bytes are; anything else is damage. */
  public static SchemaCatalog decode(MemorySegment bytes) {
    return CatalogCodec.decode(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SchemaCatalog that
        && version == that.version
        && shapes.equals(that.shapes);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(version) + shapes.hashCode();
  }

  @Override
  public String toString() {
    return "SchemaCatalog[version=" + version + ", kinds=" + ids.keySet() + "]";
  }
}
