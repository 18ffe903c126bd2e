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
      VersionChain.push(space, head, 77, 65_535, block, 1, 8);
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
      VersionChain.push(space, head, 1, 4, MemorySegment.NULL, 0, 0);
      long deleted = VersionChain.pushDeleted(space, head, 5, 4, 31, -7);

      assertThat(VersionChain.visible(space, head, 5)).isEqualTo(VersionChain.NONE);
      assertThat(VersionChain.visible(space, head, 4)).isNotEqualTo(VersionChain.NONE);

      long version = space.address(deleted);
      assertThat(Memory.getInt(version + RecordLayout.DELETED_OUT_AT_OFFSET)).isEqualTo(31);
      assertThat(Memory.getInt(version + RecordLayout.DELETED_IN_AT_OFFSET)).isEqualTo(-7);
    }
  }

  @Test
  void whatIsRetiredIsWhatWasTaken() {
    try (Space space = new Space(new ArenaExtents())) {
      long head = space.address(space.allocateZeroed(8));
      long empty = space.usedBytes();
      MemorySegment block = MemorySegment.ofArray(new byte[100]);
      VersionChain.push(space, head, 1, 4, block, 0, 100);
      long second = VersionChain.push(space, head, 2, 4, block, 0, 7);
      VersionChain.retirePrevious(space, space.address(second), 2);
      space.reclaim(2, 1);
      assertThat(VersionChain.visible(space, head, 1)).isEqualTo(VersionChain.NONE);
      assertThat(space.usedBytes() - empty).isEqualTo(32);

      VersionChain.retireOnly(space, head, 3);
      space.reclaim(3, 1);
      assertThat(VersionChain.visible(space, head, 2)).isEqualTo(VersionChain.NONE);
      assertThat(space.usedBytes()).isEqualTo(empty);
    }
  }
}
