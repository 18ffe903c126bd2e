package dev.thermograph.engine.internal.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.read.ElementSource;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** States, counts and scans of touched elements against plain maps. */
final class ChangedElementsTest {
  private static final long SEED = Long.getLong("thermograph.seed", 1);
  private static final int BASE_END = 60;
  private static final int KINDS = 2;

  /** What is known of an element; its kind is its number's remainder. */
  private record State(boolean was, boolean is, boolean isOwn) {
    boolean isCreated() {
      return !was && is;
    }
  }

  private final ChangedElements elements = new ChangedElements();
  private final TreeMap<Integer, State> expected = new TreeMap<>();

  @Test
  void elementsBehaveLikeAMapOfStates() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 50; round++) {
      int next = BASE_END;
      for (int step = 0; step < 300; step++) {
        next += random.nextInt(10) == 0 ? random.nextInt(1, 5) : 1; // others take numbers, too
        act(random, next);
        compare(random);
      }
      elements.clear();
      expected.clear();
      assertThat(elements.count()).isZero();
      assertThat(elements.find(next)).isEqualTo(ChangedElements.ABSENT);
    }
  }

  private void act(SplittableRandom random, int next) {
    int number = random.nextBoolean() ? random.nextInt(BASE_END) : random.nextInt(next + 1);
    State state = expected.get(number);
    switch (random.nextInt(4)) {
      case 0 -> {
        elements.addCreated(next, next % KINDS, 0, 0, 8, 1);
        expected.put(next, new State(false, true, true));
      }
      case 1 -> {
        if (state != null) {
          elements.remove(elements.find(number));
          expected.put(number, new State(state.was(), false, state.isOwn()));
        } else if (number < BASE_END) {
          elements.remove(elements.addThere(number, number % KINDS, 0, 0));
          expected.put(number, new State(true, false, false));
        }
      }
      case 2 -> {
        if (state != null) {
          elements.put(elements.find(number), 16, 2);
          expected.put(number, new State(state.was(), true, true));
        } else if (number < BASE_END) {
          elements.put(elements.addGone(number, number % KINDS, 0, 0), 16, 2);
          expected.put(number, new State(false, true, true));
        }
      }
      default -> {
        if (state != null && !state.is() && (state.was() || state.isOwn())) {
          elements.bringBack(elements.find(number));
          expected.put(number, new State(state.was(), true, state.isOwn()));
        }
      }
    }
  }

  private void compare(SplittableRandom random) {
    expected.forEach(
        (number, state) -> {
          int place = elements.find(number);
          assertThat(elements.number(place)).as("seed=%d", SEED).isEqualTo(number);
          assertThat(elements.isThere(place)).isEqualTo(state.is());
          assertThat(elements.wasThere(place)).isEqualTo(state.was());
          assertThat(elements.hasOwnBlock(place)).isEqualTo(state.isOwn());
        });
    int from = random.nextInt(BASE_END * 3);
    for (int at = from; at < from + 3; at++) { // as a scan goes on
      int kind = from % KINDS;
      int wanted = nextAdded(kind, at);
      assertThat(elements.nextAdded(kind, at)).as("seed=%d from=%d", SEED, at).isEqualTo(wanted);
    }
    assertThat(elements.createdCount())
        .isEqualTo((int) expected.values().stream().filter(State::isCreated).count());
    assertThat(elements.deletedCount())
        .isEqualTo((int) expected.values().stream().filter(it -> it.was() && !it.is()).count());
    assertThat(elements.updatedCount())
        .isEqualTo(
            (int)
                expected.values().stream().filter(it -> it.was() && it.is() && it.isOwn()).count());
  }

  private int nextAdded(int kind, int from) {
    return expected.tailMap(from).entrySet().stream()
        .filter(it -> it.getKey() % KINDS == kind && it.getValue().isCreated())
        .map(it -> it.getKey())
        .findFirst()
        .orElse(ElementSource.END);
  }
}
