package dev.thermograph.engine.internal.schema;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.PropertyBlockValidator;
import dev.thermograph.engine.internal.block.PropertyBlockWriter;
import dev.thermograph.engine.internal.block.PropertyTrees;
import dev.thermograph.engine.property.PropertyBlockDamagedException;
import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.KindRefusedException;
import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The bytes of a catalog, format 1: a property block whose key ids are the places of their names in
 * {@link #KEYS}. New names are added at the end, none is ever moved or taken out. Names of enum
 * constants stand in the bytes too: types, metrics, cardinalities and delete policies may get new
 * constants, but the old ones keep their names.
 *
 * <p>A kind's number is its place in the list. Cold path. <em>Thread-safe:</em> it has no state.
 */
final class CatalogCodec {
  static final int FORMAT = 1;

  static final List<String> KEYS =
      List.of(
          "format",
          "version",
          "kinds",
          "name",
          "is-edge",
          "is-open",
          "properties",
          "key",
          "uniques",
          "on-delete",
          "from",
          "to",
          "cardinality",
          "type",
          "is-required",
          "min",
          "max",
          "length-min",
          "length-max",
          "pattern",
          "default",
          "is-ignoring-case",
          "element",
          "allows-null",
          "constants",
          "fields",
          "dimension",
          "metric");

  private CatalogCodec() {}

  private static KeyDictionary dictionary() {
    KeyDictionary dictionary = new KeyDictionary(KEYS.size());
    dictionary.apply(0, KEYS);
    return dictionary;
  }

  static byte[] encode(SchemaCatalog catalog) {
    PropertyValue.MapOf tree =
        new TreeBuilder()
            .put("format", FORMAT)
            .put("version", catalog.version())
            .put("kinds", catalog.shapes().stream().map(ShapeTrees::toTree).toList())
            .build();
    PropertyBlockWriter writer = new PropertyBlockWriter();
    new PropertyTrees(dictionary()).write(tree, writer);
    return writer.toByteArray();
  }

  static SchemaCatalog decode(MemorySegment bytes) {
    PropertyBlockValidator.validate(bytes);
    TreeFields tree =
        new TreeFields(
            new PropertyTrees(dictionary()).readMap(new PropertyBlockReader().wrap(bytes, 0)));
    long format = tree.number("format");
    if (format != FORMAT) {
      throw new PropertyBlockDamagedException("unknown format of a schema catalog", 0, format);
    }
    try {
      List<KindShape> shapes = tree.trees("kinds").stream().map(ShapeTrees::toShape).toList();
      Set<String> names = new HashSet<>();
      shapes.forEach(shape -> names.add(shape.name()));
      if (names.size() < shapes.size()) {
        throw new PropertyBlockDamagedException("kinds with the same name", 0, shapes.size());
      }
      return new SchemaCatalog(tree.number("version"), shapes);
    } catch (KindRefusedException | PropertyRefusedException e) {
      throw new PropertyBlockDamagedException("no such kind: " + e.getMessage(), 0, 0, e);
    }
  }
}
