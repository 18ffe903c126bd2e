package dev.thermograph.properties.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.properties.crash.CrashScript.Action;
import dev.thermograph.properties.crash.CrashScript.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever was done and however the power is cut, the disk is in a state that the oracle allows.
 */
final class CrashModeProperties {
  private static final int CUTS_PER_SCRIPT = 8;

  @Property
  void crashLeavesOnlyWhatItMay(
      @ForAll("scripts") List<Step> script,
      @ForAll CrashMode mode,
      @ForAll DirectoryLoss loss,
      @ForAll long seed)
      throws IOException {
    CrashRecordingFiles files = CrashRecordingFiles.create();
    DiskOracle oracle = new DiskOracle();
    CrashScript.run(script, files, oracle);
    SplittableRandom random = new SplittableRandom(seed);
    for (int cut = 0; cut < CUTS_PER_SCRIPT; cut++) {
      assertAllowed(oracle, files.crash(mode, loss, random));
    }
  }

  @Property
  void crashAfterACrashLeavesOnlyWhatItMay(
      @ForAll("scripts") List<Step> first,
      @ForAll("scripts") List<Step> second,
      @ForAll CrashMode mode,
      @ForAll long seed)
      throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    CrashRecordingFiles files = CrashRecordingFiles.create();
    CrashScript.run(first, files, new DiskOracle());
    CrashRecordingFiles survivor = files.crash(mode, random).files();
    DiskOracle oracle = oracleOf(survivor);
    CrashScript.run(second, survivor, oracle);
    CrashImage image = survivor.crash(mode, random);
    assertAllowed(oracle, image);
  }

  @Property
  void runningProcessSeesAllItsWrites(@ForAll("scripts") List<Step> script) throws IOException {
    CrashRecordingFiles files = CrashRecordingFiles.create();
    DiskOracle oracle = new DiskOracle();
    CrashScript.run(script, files, oracle);
    assertSame(oracle, files.reopen());
    assertSame(oracle, files.fork());
    assertSame(oracle, files.settledCopy());
  }

  /** A replay is worth something only if it cuts exactly where and how a live cut would have. */
  @Property(tries = 300)
  void replayGivesTheImagesThatALiveCutGives(
      @ForAll("scripts") List<Step> script, @ForAll CrashMode mode, @ForAll long seed)
      throws IOException {
    CrashRecordingFiles files = CrashRecordingFiles.create();
    DiskOracle oracle = new DiskOracle();
    List<Map<String, byte[]>> live = new ArrayList<>();
    live.add(contentsOf(files.crash(mode, new SplittableRandom(seed)).files()));
    for (Step step : script) {
      int before = files.timeline().operationCount();
      CrashScript.run(step, files, oracle);
      if (files.timeline().operationCount() > before) {
        live.add(contentsOf(files.crash(mode, new SplittableRandom(seed)).files()));
      }
    }
    CrashTimeline timeline = files.timeline();
    ReplayCursor cursor = timeline.replay();
    for (Map<String, byte[]> expected : live) {
      CrashImage image = cursor.image(mode, new SplittableRandom(seed));
      assertThat(contentsOf(image.files())).usingRecursiveComparison().isEqualTo(expected);
      cursor.advance();
    }
    assertThat(cursor.isAtEnd()).isTrue();
    CrashImage last = timeline.imageAt(live.size() - 1, mode, new SplittableRandom(seed));
    assertThat(contentsOf(last.files())).usingRecursiveComparison().isEqualTo(live.getLast());
  }

  @Property(tries = 300)
  void imagesDoNotChangeWhenTheDiskTheyCameFromDoes(
      @ForAll("scripts") List<Step> first,
      @ForAll("scripts") List<Step> second,
      @ForAll CrashMode mode,
      @ForAll long seed)
      throws IOException {
    CrashRecordingFiles files = CrashRecordingFiles.create();
    DiskOracle oracle = new DiskOracle();
    CrashScript.run(first, files, oracle);
    CrashImage image = files.crash(mode, new SplittableRandom(seed));
    Map<String, byte[]> before = contentsOf(image.files());
    CrashRecordingFiles onImage = image.files().fork();
    CrashScript.run(second, files, oracle);
    CrashScript.run(second, onImage, oracleOf(onImage));
    assertThat(contentsOf(image.files())).usingRecursiveComparison().isEqualTo(before);
    assertSame(oracle, files);
  }

  @Provide
  Arbitrary<List<Step>> scripts() {
    Arbitrary<Step> steps =
        Combinators.combine(
                Arbitraries.frequencyOf(
                    Tuple.of(2, Arbitraries.just(Action.CREATE)),
                    Tuple.of(6, Arbitraries.of(Action.values()))),
                Arbitraries.integers().between(0, 3),
                Arbitraries.integers().between(0, 6_000),
                Arbitraries.integers().between(1, 3_000),
                Arbitraries.integers())
            .as(Step::new);
    return steps.list().ofMinSize(1).ofMaxSize(30);
  }

  private static void assertAllowed(DiskOracle oracle, CrashImage image) throws IOException {
    Map<String, byte[]> actual = contentsOf(image.files());
    Set<String> complaints = new HashSet<>();
    for (Map<String, Integer> names : oracle.possibleNames(image.directoryLoss())) {
      if (!names.keySet().equals(actual.keySet())) {
        complaints.add("names " + names.keySet());
        continue;
      }
      String complaint = "";
      for (Map.Entry<String, Integer> entry : names.entrySet()) {
        byte[] content = actual.getOrDefault(entry.getKey(), new byte[0]);
        complaint += oracle.file(entry.getValue()).complaint(content, image.mode());
      }
      if (complaint.isEmpty()) {
        return;
      }
      complaints.add(names + ": " + complaint);
    }
    throw new AssertionError("not allowed: " + image + " has " + actual.keySet() + complaints);
  }

  private static void assertSame(DiskOracle oracle, CrashRecordingFiles files) throws IOException {
    Map<String, byte[]> actual = contentsOf(files);
    assertThat(actual.keySet()).isEqualTo(oracle.names().keySet());
    for (Map.Entry<String, byte[]> entry : actual.entrySet()) {
      byte[] expected = oracle.file(oracle.require(entry.getKey())).current();
      assertThat(Arrays.equals(entry.getValue(), expected)).as(entry.getKey()).isTrue();
    }
  }

  /** An oracle for a disk on which everything is durable. */
  private static DiskOracle oracleOf(CrashRecordingFiles files) throws IOException {
    DiskOracle oracle = new DiskOracle();
    for (Map.Entry<String, byte[]> entry : contentsOf(files).entrySet()) {
      oracle.create(entry.getKey());
      if (entry.getValue().length > 0) {
        oracle.file(oracle.require(entry.getKey())).write(entry.getValue(), 0);
      }
      oracle.file(oracle.require(entry.getKey())).sync();
    }
    oracle.syncDirectory();
    return oracle;
  }

  private static Map<String, byte[]> contentsOf(CrashRecordingFiles files) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    for (String name : files.list()) {
      contents.put(name, CrashScript.contentOf(files, name));
    }
    return contents;
  }
}
