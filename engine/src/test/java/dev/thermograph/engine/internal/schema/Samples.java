package dev.thermograph.engine.internal.schema;

import dev.thermograph.engine.property.ExternalRef;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.Embedding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records of every type that a property can have. */
final class Samples {
  private Samples() {}

  enum Level {
    LOW,
    /** A constant with a class of its own. */
    HIGH {
      @Override
      boolean isHigh() {
        return true;
      }
    };

    boolean isHigh() {
      return false;
    }
  }

  record Primitives(boolean flag, byte b, short s, int i, long l, char c, float f, double d) {}

  record Boxes(
      @Nullable Boolean flag,
      @Nullable Byte b,
      @Nullable Short s,
      @Nullable Integer i,
      @Nullable Long l,
      @Nullable Character c,
      @Nullable Float f,
      @Nullable Double d) {}

  record Times(
      LocalDate date,
      LocalTime time,
      LocalDateTime dateTime,
      Instant moment,
      OffsetDateTime offset,
      ZonedDateTime zoned,
      Duration span,
      Period calendar) {}

  record Place(String street, @Nullable Integer number, List<@Nullable String> notes) {}

  record Mixed(
      String name,
      @Nullable String nick,
      Level level,
      BigInteger big,
      BigDecimal exact,
      UUID uuid,
      ExternalRef row,
      Place home,
      List<Place> places,
      Map<String, Map<String, Level>> levels,
      PropertyValue rest) {}

  @SuppressWarnings("ArrayRecordComponent") // what vectors and bytes are
  record Arrays(byte[] bytes, @Embedding(dimension = 3) float @Nullable [] vector) {}

  record Person(String name, int age, @Nullable String email) {}

  record Company(String name) {}

  record WorksAt(String role) {}
}
