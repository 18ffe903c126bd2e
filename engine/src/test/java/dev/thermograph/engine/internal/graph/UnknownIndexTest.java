package dev.thermograph.engine.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Space;
import dev.thermograph.error.InvalidArgumentException;
import org.junit.jupiter.api.Test;

/** An index that nobody added is refused by its number, or has nothing to find. */
final class UnknownIndexTest {
  @Test
  void anUnknownIndexIsRefusedByItsNumber() {
    try (Space space = new Space(new ArenaExtents())) {
      GraphStore store = new GraphStore(space);
      store.addIndex();
      assertThatThrownBy(() -> store.index(1, 5, 0, 1)).satisfies(UnknownIndexTest::requireNamed);
      assertThatThrownBy(() -> store.unindex(1, 5, 0, 1)).satisfies(UnknownIndexTest::requireNamed);
      assertThatThrownBy(() -> store.hashScan(1)).satisfies(UnknownIndexTest::requireNamed);
      HashCursor cursor = store.hashCursor();
      store.lookUp(1, 5, cursor);
      assertThat(cursor.next()).isFalse();
      assertThatThrownBy(() -> store.lookUp(-1, 5, cursor))
          .isInstanceOf(InvalidArgumentException.class)
          .hasMessageContaining("index=-1");
    }
  }

  private static void requireNamed(Throwable refusal) {
    assertThat(refusal)
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("index=1");
  }
}
