package dev.thermograph.engine.internal.filter;

import dev.thermograph.engine.internal.block.PropertyBlockReader;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A condition, ready to be asked of stored values. <em>Immutable.</em> Hot path. */
sealed interface ValueTest {
  /** Whether a stored value that is not null meets it. */
  boolean matches(PropertyBlockReader reader, int index);

  /** Whether it is met where there is no value, or a null. */
  default boolean matchesMissing() {
    return false;
  }

  /** Stands in some relation to a constant. */
  record Compared(Sort sort, Constant constant, boolean below, boolean equal, boolean above)
      implements ValueTest {
    @Override
    public boolean matches(PropertyBlockReader reader, int index) {
      if (Sort.of(reader.typeAt(index)) != sort) {
        return false;
      }
      int order = constant.compare(reader, index);
      return order == 0 ? equal : order < 0 ? below : above;
    }
  }

  /** A text that has another one at its start, or anywhere. */
  record HasText(MemorySegment utf8, boolean atStart) implements ValueTest {
    static HasText of(String text, boolean atStart) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return new HasText(MemorySegment.ofArray(bytes), atStart);
    }

    @Override
    public boolean matches(PropertyBlockReader reader, int index) {
      if (Sort.of(reader.typeAt(index)) != Sort.TEXT) {
        return false;
      }
      MemorySegment memory = reader.memory();
      long first = reader.offsetAt(index);
      long last = atStart ? first : first + reader.lengthAt(index) - utf8.byteSize();
      boolean fits = reader.lengthAt(index) >= utf8.byteSize();
      for (long at = first; fits && at <= last; at++) { // UTF-8 is found at whole characters only
        if (isAt(memory, at)) {
          return true;
        }
      }
      return false;
    }

    private boolean isAt(MemorySegment memory, long at) {
      long size = utf8.byteSize();
      return MemorySegment.mismatch(memory, at, at + size, utf8, 0, size) < 0;
    }
  }

  /** There is a value, or there is none. */
  record Presence(boolean isPresent) implements ValueTest {
    @Override
    public boolean matches(PropertyBlockReader reader, int index) {
      return isPresent;
    }

    @Override
    public boolean matchesMissing() {
      return !isPresent;
    }
  }

  /** All of them hold. */
  record All(List<ValueTest> tests) implements ValueTest {
    /** Keeps a copy. */
    public All {
      tests = List.copyOf(tests);
    }

    @Override
    public boolean matches(PropertyBlockReader reader, int index) {
      for (int at = 0; at < tests.size(); at++) { // no iterator on the hot path
        if (!tests.get(at).matches(reader, index)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean matchesMissing() {
      return tests.stream().allMatch(ValueTest::matchesMissing);
    }
  }

  /** One of them holds. */
  record Any(List<ValueTest> tests) implements ValueTest {
    /** Keeps a copy. */
    public Any {
      tests = List.copyOf(tests);
    }

    @Override
    public boolean matches(PropertyBlockReader reader, int index) {
      for (int at = 0; at < tests.size(); at++) { // no iterator on the hot path
        if (tests.get(at).matches(reader, index)) {
          return true;
        }
      }
      return false;
    }
  }
}
