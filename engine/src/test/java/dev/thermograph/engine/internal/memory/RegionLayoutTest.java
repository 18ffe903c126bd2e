package dev.thermograph.engine.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.LaterVersionException;
import org.junit.jupiter.api.Test;

final class RegionLayoutTest {
  @Test
  void theRangesFollowEachOtherAndFillAReference() {
    assertThat(RegionLayout.GRAPH_END).isBetween(1, RegionLayout.CRDT_END - 1);
    assertThat(RegionLayout.CRDT_END).isLessThan(RegionLayout.BLOB_END);
    long last = Space.reference(RegionLayout.BLOB_END - 1, 0);
    assertThat(last).isPositive().isLessThan(1L << Space.REFERENCE_BITS);
    assertThat(Space.reference(RegionLayout.BLOB_END, 0)).isEqualTo(1L << Space.REFERENCE_BITS);
  }

  @Test
  void memoryOfALaterVersionIsRefused() {
    assertThatCode(() -> RegionLayout.requireKnown(RegionLayout.GRAPH_END))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> RegionLayout.requireKnown(RegionLayout.GRAPH_END + 1))
        .isInstanceOf(LaterVersionException.class)
        .hasMessageContaining("CRDTs")
        .hasMessageContaining("code=49152");
    assertThatThrownBy(() -> RegionLayout.requireKnown(RegionLayout.CRDT_END + 1))
        .isInstanceOf(LaterVersionException.class)
        .hasMessageContaining("blobs");
  }

  /** Extents as a later version could leave them; no byte of theirs is looked at. */
  @Test
  void aSpaceIsNotReopenedOverSuchMemory() {
    Extents many =
        new Extents() {
          @Override
          public long[] add(int regionBytes, int regionCount) {
            throw new AssertionError();
          }

          @Override
          public int count() {
            return RegionLayout.GRAPH_END / 1024 + 1;
          }

          @Override
          public long[] addresses(int extent) {
            return new long[1024];
          }

          @Override
          public int regionBytes(int extent) {
            return 1 << 16;
          }

          @Override
          public long usedBytes() {
            return 0;
          }

          @Override
          public void close() {}
        };
    byte[] sealed;
    try (Space space = new Space(new ArenaExtents())) {
      space.allocate(64);
      sealed = space.seal(new byte[8]);
    }
    assertThatThrownBy(() -> Space.reopen(many, sealed)).isInstanceOf(LaterVersionException.class);
  }
}
