package dev.thermograph.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.RegistryDamagedException;
import dev.thermograph.engine.error.TenantDroppedException;
import dev.thermograph.engine.error.TenantExistsException;
import dev.thermograph.engine.options.Retention;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.flush.AppendReceipt;
import dev.thermograph.wal.flush.RetentionFloor;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TenantRegistryTest {
  private static final long SEED = Long.getLong("thermograph.seed", 1);
  private static final LogOptions OPTIONS =
      LogOptions.defaults()
          .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
          .withPreparedSegmentCountMax(0);

  private MemorySegmentFiles files = MemorySegmentFiles.create();
  private MemorySegmentFiles logFiles = MemorySegmentFiles.create();
  private WriteAheadLog log = WriteAheadLog.open(logFiles, OPTIONS);

  @AfterEach
  void closeLog() {
    log.close();
  }

  private TenantRegistry open() throws IOException {
    return TenantRegistry.open(files, log);
  }

  private TenantRegistry reopen() throws IOException {
    log.close();
    files = files.reopen();
    logFiles = logFiles.reopen();
    log = WriteAheadLog.open(logFiles, OPTIONS);
    return open();
  }

  private static RegisteredTenant create(TenantRegistry registry, String name) {
    return registry.create(name, TenantOptions.DEFAULT, _ -> true);
  }

  private long appendFor(int tenant, int bytes) {
    AppendReceipt receipt = new AppendReceipt();
    log.append(tenant, (byte) 1, ByteBuffer.allocate(bytes), Durability.sync(), receipt);
    log.awaitDurable(receipt.sequence());
    return receipt.sequence();
  }

  @Test
  void whatWasChangedIsThereAfterARestart() throws IOException {
    TenantRegistry registry = open();
    create(registry, "one");
    create(registry, "two");
    create(registry, "three");
    TenantOptions options = TenantOptions.DEFAULT.withRetention(Retention.forever());
    registry.configure(1, options);
    registry.setSuspended(2, true);
    registry.drop(3);
    List<RegisteredTenant> before = registry.tenants();
    TenantRegistry again = reopen();
    assertThat(again.tenants()).isEqualTo(before);
    assertThat(again.find("one").orElseThrow().options()).isEqualTo(options);
    assertThat(again.find("two").orElseThrow().isSuspended()).isTrue();
    assertThat(again.find("three")).isEmpty();
    assertThat(again.isDropped(3)).isTrue();
    assertThat(again.isDropped(1)).isFalse();
    assertThat(again.isDropped(4)).isFalse();
    assertThat(again.isDropped(0)).isFalse();
  }

  @Test
  void aNumberNeverComesBackAndANameMay() throws IOException {
    TenantRegistry registry = open();
    assertThat(create(registry, "one").number()).isEqualTo(1);
    registry.drop(1);
    assertThat(create(registry, "one").number()).isEqualTo(2);
    registry.drop(2);
    TenantRegistry again = reopen();
    again.checkpoint(0, Map::of);
    again = reopen();
    assertThat(create(again, "one").number()).isEqualTo(3);
    assertThatThrownBy(() -> registry.drop(2)).isInstanceOf(TenantDroppedException.class);
  }

  @Test
  void numbersOfWhichSomethingIsLeftAreSkipped() throws IOException {
    TenantRegistry registry = open();
    assertThat(registry.create("one", TenantOptions.DEFAULT, number -> number > 4).number())
        .isEqualTo(5);
    assertThat(create(registry, "two").number()).isEqualTo(6);
    assertThat(registry.isDropped(3)).as("never to be used").isTrue();
  }

  @Test
  void namesAreUniqueAndValid() throws IOException {
    TenantRegistry registry = open();
    create(registry, "one");
    long last = log.lastSequence();
    assertThatThrownBy(() -> create(registry, "one"))
        .isInstanceOf(TenantExistsException.class)
        .hasMessageContaining("one");
    assertThatThrownBy(() -> create(registry, "../one"))
        .isInstanceOf(InvalidArgumentException.class);
    assertThat(log.lastSequence()).as("nothing was written").isEqualTo(last);
  }

  @Test
  void changesThatChangeNothingWriteNothing() throws IOException {
    TenantRegistry registry = open();
    create(registry, "one");
    registry.setSuspended(1, true);
    long last = log.lastSequence();
    registry.setSuspended(1, true);
    registry.configure(1, TenantOptions.DEFAULT);
    assertThat(log.lastSequence()).isEqualTo(last);
  }

  @Test
  void threadsThatCreateOneNameMakeOneTenant() throws Exception {
    TenantRegistry registry = open();
    List<Future<Integer>> creators = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
      for (int creator = 0; creator < 8; creator++) {
        creators.add(
            executor.submit(
                () -> {
                  int made = 0;
                  for (int name = 0; name < 20; name++) {
                    try {
                      create(registry, "t" + name);
                      made++;
                    } catch (TenantExistsException _) {
                      // another one was first
                    }
                  }
                  return made;
                }));
      }
    }
    int made = 0;
    for (Future<Integer> creator : creators) {
      made += creator.get();
    }
    assertThat(made).as("each name is given once").isEqualTo(20);
    assertThat(registry.tenants()).hasSize(20);
    assertThat(registry.tenants().getLast().number()).isEqualTo(20);
  }

  @Test
  void whereTenantsStandIsKeptAndCaughtUp() throws IOException {
    TenantRegistry registry = open();
    RegisteredTenant one = create(registry, "one");
    RegisteredTenant two = create(registry, "two");
    assertThat(registry.standing(one)).isEqualTo(new Standing(0, Standing.NOTHING));
    long first = appendFor(1, 10);
    registry.setStanding(one, new Standing(Standing.UNKNOWN, 1));
    registry.checkpoint(0, () -> Map.of(1, new Standing(first, Standing.NOTHING)));
    assertThat(reopen().standing(one)).isEqualTo(new Standing(first, Standing.NOTHING));
    long second = appendFor(1, 10);
    long third = appendFor(1, 10);
    TenantRegistry again = reopen();
    assertThat(again.standing(one)).isEqualTo(new Standing(third, second));
    assertThat(again.standing(two)).isEqualTo(new Standing(0, Standing.NOTHING));
    assertThat(again.standing(new RegisteredTenant(9, "x", 5, 0, false, TenantOptions.DEFAULT)))
        .isEqualTo(new Standing(Standing.UNKNOWN, 5));
  }

  @Test
  void whatIsToBeErasedIsRememberedUntilItIs() throws IOException {
    TenantRegistry registry = open();
    create(registry, "one");
    create(registry, "two");
    registry.drop(1);
    registry.drop(2);
    registry.erased(2);
    assertThat(registry.toErase()).containsExactly(1);
    assertThat(reopen().toErase()).containsExactly(1);
    TenantRegistry again = reopen();
    again.checkpoint(0, Map::of);
    again = reopen();
    assertThat(again.toErase()).containsExactly(1);
    again.erased(1);
    assertThat(reopen().toErase()).isEmpty();
  }

  @Test
  void filesLetTheLogGoAndTheLastTwoAreKept() throws IOException {
    TenantRegistry registry = open();
    create(registry, "one");
    RetentionFloor other = log.retainFrom("other", 1);
    for (int round = 0; round < 5; round++) {
      for (int record = 0; record < 10; record++) {
        other.advance(appendFor(1, 40_000));
      }
      registry.checkpoint(0, Map::of);
    }
    awaitReleased();
    assertThat(names()).hasSize(2);
    TenantRegistry again = reopen();
    assertThat(again.tenants()).hasSize(1);
  }

  private void awaitReleased() {
    while (log.firstRetainedSequence() == 1) {
      appendFor(1, 10);
    }
  }

  private List<String> names() throws IOException {
    return files.list().stream().filter(name -> name.endsWith(".tgr")).sorted().toList();
  }

  @Test
  void checkpointsWaitUntilEnoughHasHappened() throws IOException {
    TenantRegistry registry = open();
    registry.checkpoint(100, Map::of);
    assertThat(names()).isEmpty();
    for (int record = 0; record < 100; record++) {
      appendFor(1, 1);
    }
    registry.checkpoint(100, Map::of);
    assertThat(names()).hasSize(1);
  }

  @Test
  void aDamagedFileCostsNothingWhileTheLogReachesBack() throws IOException {
    TenantRegistry registry = open();
    create(registry, "one");
    registry.checkpoint(0, Map::of);
    create(registry, "two");
    registry.checkpoint(0, Map::of);
    List<RegisteredTenant> before = registry.tenants();
    damage(names().getLast());
    assertThat(reopen().tenants()).isEqualTo(before);
    assertThat(names()).as("the damaged one is gone").hasSize(1);
    damage(names().getFirst());
    assertThat(reopen().tenants()).as("from the log alone").isEqualTo(before);
  }

  private void damage(String name) throws IOException {
    try (SegmentFile file = files.open(name)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      file.readFully(one, 30);
      one.put(0, (byte) (one.get(0) ^ 1)).rewind();
      file.writeFully(one, 30);
    }
  }

  @Test
  void aFileOfAnotherLogIsRefusedAndLeftAlone() throws IOException {
    TenantRegistry registry = open();
    create(registry, "one");
    registry.checkpoint(0, Map::of);
    List<String> before = names();
    log.close();
    logFiles = MemorySegmentFiles.create();
    log = WriteAheadLog.open(logFiles, OPTIONS);
    assertThatThrownBy(this::open)
        .isInstanceOf(RegistryDamagedException.class)
        .hasMessageContaining("do not belong together")
        .hasMessageContaining(log.id().toString());
    assertThat(names()).isEqualTo(before);
  }

  /** An old copy of the log's directory beside newer files. */
  @Test
  void aFileThatIsAheadOfItsLogIsRefused() throws IOException {
    create(open(), "one");
    RegistryState ahead = new RegistryState();
    ahead.advance(log.lastSequence() + 1);
    new RegistryFiles(files, log.id()).write(ahead, Map.of());
    assertThatThrownBy(this::reopen)
        .isInstanceOf(RegistryDamagedException.class)
        .hasMessageContaining("do not belong together");
  }

  @Test
  void aFileWithAnothersNameCountsAsDamaged() throws IOException {
    TenantRegistry registry = open();
    create(registry, "one");
    registry.checkpoint(0, Map::of);
    files.rename(names().getLast(), "tenants-0000000000000000009.tgr");
    assertThat(reopen().tenants()).hasSize(1);
    assertThat(names()).isEmpty();
  }

  @Test
  void aLogWithoutItsFirstEventsAndWithoutFilesIsRefused() throws IOException {
    appendFor(5, 1);
    assertThatThrownBy(this::open)
        .isInstanceOf(RegistryDamagedException.class)
        .hasMessageContaining("number=5");
  }

  @Test
  void strangersInTheDirectoryAreLeftAloneAndDraftsAreNot() throws IOException {
    for (String name : List.of("notes.txt", "tenants.tmp", "tenants-99999999999999999999.tgr")) {
      files.create(name).close();
    }
    TenantRegistry registry = open();
    registry.checkpoint(0, Map::of);
    assertThat(files.list())
        .contains("notes.txt", "tenants-99999999999999999999.tgr")
        .doesNotContain("tenants.tmp");
  }

  /** Random changes, checkpoints and restarts against plain collections. */
  @Test
  void itIsWhatPlainCollectionsAre() throws IOException {
    for (long seed = SEED; seed < SEED + 20; seed++) {
      files = MemorySegmentFiles.create();
      log.close();
      logFiles = MemorySegmentFiles.create();
      log = WriteAheadLog.open(logFiles, OPTIONS);
      runAgainstModel(new SplittableRandom(seed), seed);
    }
  }

  private void runAgainstModel(SplittableRandom random, long seed) throws IOException {
    TenantRegistry registry = open();
    Map<String, Integer> model = new HashMap<>();
    Set<Integer> suspended = new HashSet<>();
    int next = 1;
    for (int step = 0; step < 120; step++) {
      String name = "t" + random.nextInt(8);
      Integer number = model.get(name);
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          if (number == null) {
            create(registry, name);
            model.put(name, next++);
          }
        }
        case 2 -> {
          if (number != null) {
            registry.drop(number);
            model.remove(name);
            suspended.remove(number);
          }
        }
        case 3 -> {
          if (number != null) {
            boolean suspends = random.nextBoolean();
            registry.setSuspended(number, suspends);
            suspended.remove(number);
            if (suspends) {
              suspended.add(number);
            }
          }
        }
        case 4 -> registry.checkpoint(0, Map::of);
        default -> {
          if (random.nextInt(5) == 0) {
            registry = reopen();
          }
        }
      }
      Map<String, Integer> found = new HashMap<>();
      Set<Integer> foundSuspended = new HashSet<>();
      for (RegisteredTenant tenant : registry.tenants()) {
        found.put(tenant.name(), tenant.number());
        if (tenant.isSuspended()) {
          foundSuspended.add(tenant.number());
        }
      }
      assertThat(found).as("seed=%d step=%d", seed, step).isEqualTo(model);
      assertThat(foundSuspended).as("seed=%d step=%d", seed, step).isEqualTo(suspended);
    }
  }
}
