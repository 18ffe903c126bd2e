package dev.thermograph.engine.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.Space;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

final class RecordLayoutTest {
  @Test
  void aVersionComesBackAsItWasWritten() {
    try (Space space = new Space(new ArenaExtents())) {
      long head = space.address(space.allocateZeroed(8));
      MemorySegment block = MemorySegment.ofArray(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
      VersionChain.push(space, head, 77, 65_535, 0, block, 1, 8);
      long version = VersionChain.visible(space, head, 77);

      assertThat(GraphStore.sequence(version)).isEqualTo(77);
      assertThat(GraphStore.kind(version)).isEqualTo(65_535);
      assertThat(GraphStore.blockBytes(version)).isEqualTo(8);
      assertThat(Memory.getLong(GraphStore.block(version))).isEqualTo(0x0908_0706_0504_0302L);
      assertThat(VersionChain.visible(space, head, 76)).isEqualTo(VersionChain.NONE);
    }
  }

  @Test
  void aDeletedVersionHidesTheOnesBeforeItFromNewerViewsOnly() {
    try (Space space = new Space(new ArenaExtents())) {
      long head = space.address(space.allocateZeroed(8));
      VersionChain.push(space, head, 1, 4, 0, MemorySegment.NULL, 0, 0);
      VersionChain.push(space, head, 5, 4, RecordLayout.DELETED, MemorySegment.NULL, 0, 0);

      assertThat(VersionChain.visible(space, head, 5)).isEqualTo(VersionChain.NONE);
      assertThat(VersionChain.visible(space, head, 4)).isNotEqualTo(VersionChain.NONE);
      assertThat(VersionChain.dropBefore(space, head, 5)).isEqualTo(1);
    }
  }
}
