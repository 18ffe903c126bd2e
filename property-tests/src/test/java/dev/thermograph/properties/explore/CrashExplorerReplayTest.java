package dev.thermograph.properties.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.properties.crash.CrashMode;
import dev.thermograph.properties.crash.CrashTimeline;
import dev.thermograph.wal.format.v1.FrameLayout;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** A failure is worth nothing unless it can be had again. */
final class CrashExplorerReplayTest {

  /** A state in the middle of a life with losses; any that exists will do. */
  private static final String USUAL = "1:0:20:2";

  /**
   * Looks at one state again: -Dthermograph.replay=seed:era:operation:draw. Without an address it
   * looks at a sound one, so that the way to replay a finding is walked in every run.
   */
  @Test
  void stateIsFine() {
    String address = System.getProperty("thermograph.replay", USUAL);
    CrashExplorer explorer = new CrashExplorer(ScenarioOptions.honest());
    List<String> operations = explorer.describe(address);
    operations.forEach(System.out::println);
    assertThat(operations).isNotEmpty();
    assertThat(explorer.replay(address)).isNull();
  }

  /**
   * Found by the nightly run: after a failed sync a file that was never started was given a new
   * header, was killed then, and the START in the page cache passed for proof of damage.
   */
  @Test
  void anOldStartBehindANewHeaderIsNoDamage() {
    ScenarioOptions pages = ScenarioOptions.honest().withSectorBytes(FrameLayout.BLOCK_BYTES);
    for (long seed : new long[] {583, 710}) {
      CrashExplorer explorer = new CrashExplorer(pages);
      explorer.explore(seed);
      assertThat(explorer.tally().findings()).isEmpty();
    }
  }

  @Test
  void sameSeedLivesTheSameLifeByteForByte() throws IOException {
    for (long seed = 1; seed <= 5; seed++) {
      assertThat(digests(seed)).isEqualTo(digests(seed));
    }
  }

  @Test
  void findingReplaysFromItsAddressAlone() {
    ScenarioOptions noPad = ScenarioOptions.honest().withSyncUnitBytes(8);
    CrashExplorer first = new CrashExplorer(noPad);
    for (long seed = 1; first.tally().violations() == 0; seed++) {
      first.explore(seed);
    }
    for (String finding : first.tally().findings()) {
      String address = finding.substring(finding.indexOf(CrashExplorer.REPLAY));
      assertThat(new CrashExplorer(noPad).replay(address.substring(CrashExplorer.REPLAY.length())))
          .isEqualTo(finding);
    }
  }

  private static List<Long> digests(long seed) throws IOException {
    List<Era> eras = new CrashExplorer(ScenarioOptions.honest()).eras(seed);
    return eras.stream().map(era -> digest(era, seed)).toList();
  }

  private static long digest(Era era, long seed) {
    CrashTimeline timeline = era.timeline();
    CRC32C crc = new CRC32C();
    SplittableRandom random = new SplittableRandom(seed);
    try {
      DamagedFiles files =
          DamagedFiles.copyOf(
              timeline.imageAt(timeline.operationCount(), CrashMode.GARBAGE, random).files());
      for (String name : files.list()) {
        crc.update(files.bytes(name));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    timeline.entries().forEach(entry -> crc.update(entry.hashCode()));
    return crc.getValue();
  }
}
