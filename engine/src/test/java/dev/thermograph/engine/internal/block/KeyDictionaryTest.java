package dev.thermograph.engine.internal.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.property.KeyDictionaryFullException;
import dev.thermograph.engine.property.PropertyBlockDamagedException;
import dev.thermograph.engine.property.PropertyRefusedException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class KeyDictionaryTest {
  private final KeyDictionary dictionary = new KeyDictionary();

  @Test
  void namesAreNumberedInTheOrderOfTheirFirstUse() {
    assertThat(dictionary.findOrAdd("b")).isZero();
    assertThat(dictionary.findOrAdd("")).isEqualTo(1);
    assertThat(dictionary.findOrAdd("b")).isZero();
    assertThat(dictionary.find("c")).isEqualTo(KeyDictionary.ABSENT);
    assertThat(dictionary.requireName(1)).isEmpty();
  }

  @Test
  void additionsTravelInALogRecordAndMayBeAppliedTwice() {
    for (int id = 0; id < 100; id++) {
      dictionary.findOrAdd("key" + id);
    }
    KeyDictionary other = new KeyDictionary();

    other.apply(0, dictionary.namesFrom(0));
    other.apply(40, dictionary.namesFrom(40));

    assertThat(other.namesFrom(0)).isEqualTo(dictionary.namesFrom(0));
    assertThat(other.namesFrom(98)).containsExactly("key98", "key99");
  }

  @Test
  void gapOrOtherIdInALogRecordIsDamage() {
    dictionary.findOrAdd("a");

    assertThatThrownBy(() -> dictionary.apply(2, List.of("c")))
        .isInstanceOf(PropertyBlockDamagedException.class);
    assertThatThrownBy(() -> dictionary.apply(1, List.of("a")))
        .isInstanceOf(PropertyBlockDamagedException.class)
        .hasMessageContaining("name=a");
  }

  @Test
  void fullDictionaryRefusesNewNamesOnly() {
    KeyDictionary small = new KeyDictionary(1);
    small.findOrAdd("a");

    assertThat(small.findOrAdd("a")).isZero();
    assertThatThrownBy(() -> small.findOrAdd("b"))
        .isInstanceOf(KeyDictionaryFullException.class)
        .hasMessageContaining("name=b keys=1 max=1");
  }

  @Test
  void tooLongOrUnpairedNamesAreRefused() {
    assertThatThrownBy(() -> dictionary.findOrAdd("x".repeat(KeyDictionary.NAME_BYTES_MAX + 1)))
        .isInstanceOf(PropertyRefusedException.class);
    assertThatThrownBy(() -> dictionary.findOrAdd("\uD800"))
        .isInstanceOf(PropertyRefusedException.class);
    assertThat(dictionary.count()).isZero();
  }

  @Test
  void unknownIdIsDamage() {
    assertThatThrownBy(() -> dictionary.requireName(0))
        .isInstanceOf(PropertyBlockDamagedException.class);
    assertThatThrownBy(() -> dictionary.requireName(-1))
        .isInstanceOf(PropertyBlockDamagedException.class);
  }

  /** Two threads that met a new name at once both added it, each under an id of its own. */
  @Test
  void aNameThatManyThreadsAddHasOneId() throws Exception {
    int threads = 8;
    int names = 3_000;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Callable<int[]>> tasks = Collections.nCopies(threads, () -> addAll(start, names));
      int[] first = null;
      for (Future<int[]> task : pool.invokeAll(tasks)) {
        first = first == null ? task.get() : first;
        assertThat(task.get()).isEqualTo(first);
      }
    }
    assertThat(dictionary.count()).isEqualTo(names);
    assertThat(new HashSet<>(dictionary.namesFrom(0))).hasSize(names);
  }

  private int[] addAll(CyclicBarrier start, int names) throws Exception {
    int[] ids = new int[names];
    start.await();
    for (int name = 0; name < names; name++) {
      ids[name] = dictionary.findOrAdd("name" + name);
      List<String> known = dictionary.namesFrom(Math.max(0, ids[name] - 1));
      assertThat(known).contains("name" + name);
    }
    return ids;
  }

  @Test
  void loggedNamesAreThoseThatALogRecordCarried() {
    dictionary.findOrAdd("a");
    dictionary.findOrAdd("b");
    assertThat(dictionary.loggedCount()).isZero();
    dictionary.apply(0, List.of("a"));
    assertThat(dictionary.loggedCount()).isEqualTo(1);
    dictionary.apply(0, List.of("a", "b"));
    dictionary.apply(0, List.of("a"));
    assertThat(dictionary.loggedCount()).isEqualTo(2);
  }
}
