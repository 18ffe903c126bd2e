package dev.thermograph.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.properties.crash.CrashImage;
import dev.thermograph.properties.crash.CrashMode;
import dev.thermograph.properties.crash.CrashRecordingFiles;
import dev.thermograph.properties.crash.DirectoryLoss;
import dev.thermograph.properties.crash.ReplayCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * The power fails at any moment while lists of tenants are written: what the log was told that it
 * may let go of is in a file, whole.
 */
final class RegistryPowerCutTest {
  private static final long SEED = Long.getLong("thermograph.seed", 1);
  private static final UUID LOG = new UUID(1, 2);
  private static final int FILES = 8;
  private static final int CUTS_EACH = 4;

  /** What a release may be told: what the writing said, or more. */
  private interface Promise {
    void made(AtomicLong released, long written, long sequence);
  }

  private static List<String> problems(Promise promise) throws IOException {
    AtomicLong released = new AtomicLong();
    CrashRecordingFiles files = CrashRecordingFiles.create(released::get);
    RegistryFiles registry = new RegistryFiles(files, LOG);
    RegistryState state = new RegistryState();
    for (int number = 1; number <= FILES; number++) {
      state.apply(
          new RegistryEvent.Created(number, "t" + number, TenantOptions.DEFAULT), number, 0);
      promise.made(released, 0, number);
      promise.made(released, registry.write(state, Map.of()), number);
    }
    List<String> problems = new ArrayList<>();
    SplittableRandom dice = new SplittableRandom(SEED);
    ReplayCursor replay = files.timeline().replay();
    long imageCount = 0;
    do {
      for (CrashMode mode : CrashMode.values()) {
        for (DirectoryLoss loss : DirectoryLoss.values()) {
          for (int cut = 0; cut < CUTS_EACH; cut++) {
            CrashImage image = replay.image(mode, loss, dice);
            imageCount++;
            problems.addAll(check(image, replay.acked()));
          }
        }
      }
    } while (replay.advance());
    assertThat(imageCount).isGreaterThan(500);
    return problems;
  }

  private static List<String> check(CrashImage image, long released) throws IOException {
    List<String> problems = new ArrayList<>();
    RegistryFiles files = new RegistryFiles(image.files(), LOG);
    RegistryFiles.Loaded loaded = files.load();
    if (!loaded.damaged().isEmpty()) {
      problems.add("a file with a name is damaged: " + loaded.damaged() + " in " + image);
    }
    if (loaded.state().sequence() < released) {
      problems.add("the log let go of " + released + ", found=" + loaded.state().sequence());
    }
    if (loaded.state().tenants().size() != loaded.state().sequence()) {
      problems.add("tenants=" + loaded.state().tenants() + " in " + image);
    }
    loaded.state().advance(1_000);
    files.write(loaded.state(), Map.of()); // goes on after the cut
    assertThat(files.load().state().sequence()).isEqualTo(1_000);
    return problems;
  }

  @Test
  void whatTheLogMayLetGoOfIsInAFile() throws IOException {
    assertThat(problems((released, written, _) -> released.set(Math.max(released.get(), written))))
        .as("seed=%d", SEED)
        .isEmpty();
  }

  /** The planted bug: the log is let go of before the file is there. */
  @Test
  void lettingGoTooEarlyIsFound() throws IOException {
    assertThat(problems((released, _, sequence) -> released.set(sequence))).isNotEmpty();
  }
}
