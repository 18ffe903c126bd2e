package dev.thermograph.engine.internal.block;

import dev.thermograph.engine.property.PropertyValue;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Writes one value tree as JSON text. Recursion is bounded by the generator, which refuses what is
 * nested too deep. <em>Single-threaded.</em>
 */
final class JsonTreeWriter {
  private final JsonGenerator generator;
  private final JsonForm form;

  private JsonTreeWriter(JsonGenerator generator, JsonForm form) {
    this.generator = generator;
    this.form = form;
  }

  static String write(PropertyValue value, JsonForm form) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator =
        PropertyJson.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      new JsonTreeWriter(generator, form).write(value);
    }
    return text.toString();
  }

  private void write(PropertyValue value) {
    switch (value) {
      case PropertyValue.Null _ -> generator.writeNull();
      case PropertyValue.Bool(boolean it) -> generator.writeBoolean(it);
      case PropertyValue.Int(long it) -> generator.writeNumber(it);
      case PropertyValue.Text(String it) -> generator.writeString(it);
      case PropertyValue.Real(double it) when Double.isFinite(it) ->
          generator.writeNumber(Double.toString(it));
      case PropertyValue.BigInt(var it) -> writeNumber(value, it.toString());
      case PropertyValue.Decimal(var it) -> writeNumber(value, it.toString());
      case PropertyValue.ListOf(var elements) -> writeList(elements);
      case PropertyValue.MapOf map -> writeMap(map);
      case PropertyValue.Real _,
          PropertyValue.EnumName _,
          PropertyValue.Bytes _,
          PropertyValue.Vector _,
          PropertyValue.Date _,
          PropertyValue.Time _,
          PropertyValue.DateTime _,
          PropertyValue.Moment _,
          PropertyValue.OffsetMoment _,
          PropertyValue.ZonedMoment _,
          PropertyValue.Span _,
          PropertyValue.CalendarSpan _,
          PropertyValue.Uuid _,
          PropertyValue.Reference _ ->
          writeTag(JsonTag.of(value));
    }
  }

  /** As a number if it would be read back as the same type. */
  private void writeNumber(PropertyValue value, String text) {
    if (form == JsonForm.PLAIN || JsonNumbers.parse(text).equals(value)) {
      generator.writeNumber(text);
    } else {
      writeTag(JsonTag.of(value));
    }
  }

  private void writeTag(JsonTag tag) {
    if (form == JsonForm.TYPED) {
      generator.writeStartObject();
      generator.writeName(tag.name());
      writeContent(tag);
      generator.writeEndObject();
    } else {
      writeContent(tag);
    }
  }

  private void writeContent(JsonTag tag) {
    if (!(tag.content() instanceof List<?> texts)) {
      generator.writeString(tag.content().toString());
      return;
    }
    generator.writeStartArray();
    for (Object text : texts) {
      boolean isNumber = tag.name().equals(JsonTag.VECTOR) && isFinite(text.toString());
      if (isNumber) {
        generator.writeNumber(text.toString());
      } else {
        generator.writeString(text.toString());
      }
    }
    generator.writeEndArray();
  }

  private static boolean isFinite(String number) {
    return Float.isFinite(Float.parseFloat(number));
  }

  private void writeList(List<PropertyValue> elements) {
    generator.writeStartArray();
    for (PropertyValue element : elements) {
      write(element);
    }
    generator.writeEndArray();
  }

  private void writeMap(PropertyValue.MapOf map) {
    boolean needsTag =
        form == JsonForm.TYPED && map.fields().keySet().stream().anyMatch(JsonTag::isMarked);
    if (needsTag) {
      generator.writeStartObject();
      generator.writeName(JsonTag.MAP);
    }
    generator.writeStartObject();
    for (Map.Entry<String, PropertyValue> field : map.fields().entrySet()) {
      generator.writeName(field.getKey());
      write(field.getValue());
    }
    generator.writeEndObject();
    if (needsTag) {
      generator.writeEndObject();
    }
  }
}
