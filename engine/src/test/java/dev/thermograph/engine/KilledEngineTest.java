package dev.thermograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process is killed while its tenants write, are closed, suspended, dropped and created again,
 * with fewer open than there are: what it had promised is there, whole, and nothing else.
 */
final class KilledEngineTest {
  private static final long SEED =
      Long.getLong("thermograph.seed", System.nanoTime() & 0xFFFF_FFFL);
  private static final boolean IS_NIGHTLY =
      "nightly".equals(System.getProperty("thermograph.scale"));
  private static final int LIVES =
      Integer.getInteger("thermograph.engine.lives", IS_NIGHTLY ? 400 : 10);
  private static final int KILLS_PER_LIFE = IS_NIGHTLY ? 5 : 2;
  private static final int MILLIS_MIN = 100;
  private static final int MILLIS_MAX = 1_500;
  private static final int PLANTED_KILLS_MAX = 40;

  @TempDir Path directory;

  /** What a promise file says of one tenant. */
  private record Promise(long generation, long count, long nextGeneration) {}

  @Test
  void aKilledEngineKeepsItsPromises() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    long promised = 0;
    long dropped = 0;
    for (int life = 0; life < LIVES; life++) {
      Path data = directory.resolve("data-" + life);
      Path promises = newPromises(life);
      for (int kill = 0; kill < KILLS_PER_LIFE; kill++) {
        int millis = random.nextInt(MILLIS_MIN, MILLIS_MAX);
        runAndKill(data, promises, SEED + 100L * life + kill, millis, List.of());
        List<String> problems = check(data, promises);
        assertThat(problems).as("seed=%d life=%d kill=%d", SEED, life, kill).isEmpty();
      }
      for (int tenant = 0; tenant < EngineChild.TENANTS; tenant++) {
        promised += read(promises, tenant).count;
        dropped += read(promises, tenant).generation;
      }
    }
    System.out.println(
        "KILLED ENGINE seed="
            + SEED
            + " kills="
            + LIVES * KILLS_PER_LIFE
            + " promised="
            + promised
            + " drops="
            + dropped);
    assertThat(promised).as("seed=%d", SEED).isPositive();
  }

  /** The planted bug: commits are promised before they are made. */
  @Test
  void promisesMadeTooEarlyAreFoundBroken() throws Exception {
    List<String> problems = List.of();
    for (int kill = 0; kill < PLANTED_KILLS_MAX && problems.isEmpty(); kill++) {
      Path data = directory.resolve("early-" + kill);
      Path promises = newPromises(1_000 + kill);
      runAndKill(data, promises, SEED + kill, 50 + 37 * kill, List.of("early"));
      problems = check(data, promises);
    }
    assertThat(problems).isNotEmpty();
  }

  private Path newPromises(int life) throws IOException {
    Path promises = directory.resolve("promises-" + life);
    return Files.write(promises, new byte[EngineChild.TENANTS * EngineChild.PROMISE_BYTES]);
  }

  private static Promise read(Path promises, int tenant) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(promises));
    bytes.position(tenant * EngineChild.PROMISE_BYTES);
    return new Promise(bytes.getLong(), bytes.getLong(), bytes.getLong());
  }

  private void runAndKill(Path data, Path promises, long seed, int millis, List<String> more)
      throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(data.toString(), "live", promises.toString(), Long.toString(seed)));
    arguments.addAll(more);
    byte[] before = Files.readAllBytes(promises);
    Process child = new EngineProcess(EngineChild.class).start(output, arguments);
    while (child.isAlive() && java.util.Arrays.equals(before, Files.readAllBytes(promises))) {
      Thread.onSpinWait(); // on a slow machine it takes a while until it is at work
    }
    boolean ended = child.waitFor(millis, TimeUnit.MILLISECONDS);
    assertThat(ended).as("the child ended by itself: %s", Files.readString(output)).isFalse();
    child.destroyForcibly().waitFor();
    assertThat(Files.readString(output)).as("what the child said").isEmpty();
  }

  /** Opens what is left, and compares it with what was promised. */
  private static List<String> check(Path data, Path promises) throws IOException {
    List<String> problems = new ArrayList<>();
    try (Thermograph engine = Thermograph.open(data, EngineChild.options())) {
      for (int tenant = 0; tenant < EngineChild.TENANTS; tenant++) {
        Promise promise = read(promises, tenant);
        List<String> found = names(engine, EngineChild.name(tenant));
        if (!isKept(promise, found)) {
          problems.add(EngineChild.name(tenant) + " " + promise + " found=" + found);
        }
        settle(promises, tenant, found);
      }
    }
    return problems;
  }

  private static List<String> names(Thermograph engine, String name) {
    boolean isThere = engine.tenants().stream().anyMatch(tenant -> tenant.name().equals(name));
    if (!isThere) {
      return List.of();
    }
    engine.resume(name);
    return engine
        .tenant(name, Sample.SCHEMA)
        .read(view -> view.nodes(Sample.PERSON).map(node -> node.properties().name()).toList());
  }

  /** The first so many of one generation, one more than promised at most, or what a drop left. */
  private static boolean isKept(Promise promise, List<String> found) {
    boolean isWhole =
        isFirst(promise.generation, found)
            && found.size() >= promise.count
            && found.size() <= promise.count + 1;
    boolean isDropping = promise.nextGeneration > promise.generation;
    return isWhole
        || (isDropping && found.isEmpty())
        || (isDropping && promise.count == 0 && isFirst(promise.nextGeneration, found));
  }

  private static boolean isFirst(long generation, List<String> found) {
    for (int index = 0; index < found.size(); index++) {
      if (!found.get(index).equals(generation + "/" + index)) {
        return false;
      }
    }
    return true;
  }

  private static long generationOf(String name) {
    return Long.parseLong(name.substring(0, name.indexOf('/')));
  }

  /** The next life goes on with what is there. */
  private static void settle(Path promises, int tenant, List<String> found) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(promises));
    int at = tenant * EngineChild.PROMISE_BYTES;
    long generation = bytes.getLong(at);
    long next = bytes.getLong(at + 2 * Long.BYTES);
    if (found.isEmpty()) {
      generation = Math.max(generation, next);
    } else {
      generation = generationOf(found.getFirst());
    }
    bytes.putLong(at, generation).putLong(at + Long.BYTES, found.size());
    bytes.putLong(at + 2 * Long.BYTES, generation);
    Files.write(promises, bytes.array());
  }
}
