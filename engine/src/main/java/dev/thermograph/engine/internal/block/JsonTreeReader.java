package dev.thermograph.engine.internal.block;

import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.engine.property.PropertyValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one JSON text into a value tree. Recursion is bounded by {@link
 * PropertyBlockLayout#NESTING_DEPTH_MAX} and by the parser's own limit. <em>Single-threaded.</em>
 */
final class JsonTreeReader {
  private final JsonParser parser;
  private final JsonForm form;

  JsonTreeReader(JsonParser parser, JsonForm form) {
    this.parser = parser;
    this.form = form;
  }

  PropertyValue readDocument() {
    PropertyValue value = read(parser.nextToken(), 1);
    if (parser.nextToken() != null) {
      throw new PropertyRefusedException("JSON has more than one value");
    }
    return value;
  }

  private PropertyValue read(@Nullable JsonToken token, int depth) {
    return switch (token) {
      case VALUE_NULL -> new PropertyValue.Null();
      case VALUE_TRUE -> new PropertyValue.Bool(true);
      case VALUE_FALSE -> new PropertyValue.Bool(false);
      case VALUE_STRING -> new PropertyValue.Text(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> JsonNumbers.parse(parser.getString());
      case START_ARRAY -> readList(depth);
      case START_OBJECT -> readObject(depth);
      case null -> throw new PropertyRefusedException("JSON is empty");
      case NOT_AVAILABLE, END_ARRAY, END_OBJECT, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new PropertyRefusedException("JSON has no value where one must be: " + token);
    };
  }

  private static void checkDepth(int depth) {
    if (depth > PropertyBlockLayout.NESTING_DEPTH_MAX) {
      throw new PropertyRefusedException(
          "JSON is nested too deep: max=" + PropertyBlockLayout.NESTING_DEPTH_MAX);
    }
  }

  private PropertyValue.ListOf readList(int depth) {
    checkDepth(depth);
    List<PropertyValue> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(read(token, depth + 1));
    }
    return new PropertyValue.ListOf(elements);
  }

  private PropertyValue readObject(int depth) {
    JsonToken first = parser.nextToken();
    boolean isTag = first == JsonToken.PROPERTY_NAME && isMarked(parser.currentName());
    return isTag ? readTag(depth) : readFields(first, depth, false);
  }

  private boolean isMarked(String name) {
    return form == JsonForm.TYPED && JsonTag.isMarked(name);
  }

  private PropertyValue.MapOf readFields(
      @Nullable JsonToken first, int depth, boolean mayBeMarked) {
    checkDepth(depth);
    SequencedMap<String, PropertyValue> fields = new LinkedHashMap<>();
    for (JsonToken token = first; token != JsonToken.END_OBJECT; token = parser.nextToken()) {
      String name = parser.currentName();
      if (!mayBeMarked && isMarked(name)) {
        throw new PropertyRefusedException("name needs a $map around it in typed JSON: " + name);
      }
      fields.put(name, read(parser.nextToken(), depth + 1));
    }
    return new PropertyValue.MapOf(fields);
  }

  private PropertyValue readTag(int depth) {
    String name = parser.currentName();
    PropertyValue value = readTagged(name, parser.nextToken(), depth);
    if (parser.nextToken() != JsonToken.END_OBJECT) {
      throw new PropertyRefusedException("more than one field beside " + name + " in typed JSON");
    }
    return value;
  }

  private PropertyValue readTagged(String name, @Nullable JsonToken token, int depth) {
    if (token == JsonToken.START_OBJECT && name.equals(JsonTag.MAP)) {
      return readFields(parser.nextToken(), depth, true);
    }
    if (token == JsonToken.START_ARRAY) {
      return JsonTag.parse(name, readTexts());
    }
    if (token == JsonToken.VALUE_STRING) {
      return JsonTag.parse(name, parser.getString());
    }
    throw new PropertyRefusedException("not a value of type " + name);
  }

  private List<String> readTexts() {
    List<String> texts = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      boolean isText = token == JsonToken.VALUE_STRING || (token != null && token.isNumeric());
      if (!isText) {
        throw new PropertyRefusedException("not a text or number in a typed value: " + token);
      }
      texts.add(parser.getString());
    }
    return texts;
  }
}
