package dev.thermograph.engine.internal.block;

import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.engine.property.PropertyValue;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Values as JSON text. Numbers keep every digit ({@link JsonNumbers}); a key that comes twice, a
 * nesting beyond {@link PropertyBlockLayout#NESTING_DEPTH_MAX} and anything behind the value are
 * refused. The order of a map's fields is not kept by a block.
 *
 * <p>Cold path. <em>Thread-safe:</em> it has no state.
 */
public final class PropertyJson {
  /** Longest JSON text that is read, in characters. */
  public static final int JSON_CHARS_MAX = 4 * PropertyBlockLayout.VALUE_BYTES_MAX;

  /** A tag puts one object around a value, or around a map. */
  private static final int JSON_DEPTH_MAX = 2 * PropertyBlockLayout.NESTING_DEPTH_MAX + 2;

  /** Base64 takes four characters for three bytes. */
  private static final int TEXT_CHARS_MAX = PropertyBlockLayout.VALUE_BYTES_MAX / 2 * 3;

  /** Ten bits hold three digits, so every integer that a block can keep is shorter. */
  private static final int NUMBER_CHARS_MAX = PropertyBlockLayout.NUMBER_BYTES_MAX * 3;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(JSON_DEPTH_MAX)
                  .maxDocumentLength(JSON_CHARS_MAX)
                  .maxStringLength(TEXT_CHARS_MAX)
                  .maxNumberLength(NUMBER_CHARS_MAX)
                  .maxNameLength(KeyDictionary.NAME_BYTES_MAX)
                  .build())
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(JSON_DEPTH_MAX).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private PropertyJson() {}

  /** Reads one value of any type. */
  public static PropertyValue read(String json, JsonForm form) {
    if (json.length() > JSON_CHARS_MAX) {
      throw new PropertyRefusedException(
          "JSON is too long: chars=" + json.length() + " max=" + JSON_CHARS_MAX);
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      return new JsonTreeReader(parser, form).readDocument();
    } catch (JacksonException e) {
      throw new PropertyRefusedException("JSON is refused: " + e.getOriginalMessage(), e);
    }
  }

  /** Reads one map, which is what a node or an edge has. */
  public static PropertyValue.MapOf readMap(String json, JsonForm form) {
    if (read(json, form) instanceof PropertyValue.MapOf map) {
      return map;
    }
    throw new PropertyRefusedException("JSON is no object");
  }

  /** Writes one value of any type. */
  public static String write(PropertyValue value, JsonForm form) {
    try {
      return JsonTreeWriter.write(value, form);
    } catch (JacksonException e) {
      throw new PropertyRefusedException("JSON cannot say it: " + e.getOriginalMessage(), e);
    }
  }
}
