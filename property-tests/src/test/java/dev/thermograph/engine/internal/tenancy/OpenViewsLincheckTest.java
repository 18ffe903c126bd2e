package dev.thermograph.engine.internal.tenancy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.TenantClosedException;
import dev.thermograph.engine.error.TenantInUseException;
import dev.thermograph.engine.internal.view.ViewPins;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No view is open over memory that was given back, however its opening meets the closing. */
@Timeout(4 * 60 * 60)
final class OpenViewsLincheckTest {
  private static final int COUNT =
      "nightly".equals(System.getProperty("thermograph.scale")) ? 100_000 : 80;
  private static final int PLANTED_COUNT = 2_000;

  /** What the test needs of a door. */
  private interface Door {
    /** Does something while a view is open, or nothing when none was let in. */
    void look(Runnable whileOpen);

    /** True when the memory may be given back. */
    boolean close();
  }

  @Test
  void nobodyLooksAtMemoryThatWasGivenBack() {
    Lincheck.runConcurrentTest(COUNT, () -> lookAgainstClose(new RealDoor()));
  }

  /** The planted bug: the reader looks whether the door is open before it takes its pin. */
  @Test
  void lookingBeforePinningIsFound() {
    assertThatThrownBy(
            () -> Lincheck.runConcurrentTest(PLANTED_COUNT, () -> lookAgainstClose(new RacyDoor())))
        .hasMessageContaining("given back");
  }

  private static void lookAgainstClose(Door door) {
    boolean[] gone = new boolean[1];
    boolean[] seenGone = new boolean[1];
    Thread reader = new Thread(() -> door.look(() -> seenGone[0] = gone[0]));
    Thread closer =
        new Thread(
            () -> {
              if (door.close()) {
                gone[0] = true;
              }
            });
    reader.start();
    closer.start();
    join(reader);
    join(closer);
    if (seenGone[0]) {
      throw new IllegalStateException("a view was open over memory that was given back");
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class RealDoor implements Door {
    @SuppressWarnings("NullAway") // nobody asks these views for the graph
    private final OpenViews views =
        new OpenViews(1, null, new CatalogVersions(), new Publication(1, 1));

    @Override
    public void look(Runnable whileOpen) {
      try (TenantView _ = views.open()) {
        whileOpen.run();
      } catch (TenantClosedException e) {
        return; // closed before
      }
    }

    @Override
    public boolean close() {
      try {
        return views.close();
      } catch (TenantInUseException e) {
        return false;
      }
    }
  }

  private static final class RacyDoor implements Door {
    private final ViewPins pins = new ViewPins();
    private volatile boolean shut;

    @Override
    public void look(Runnable whileOpen) {
      if (!shut) {
        int pin = pins.tryPin(1);
        whileOpen.run();
        pins.release(pin);
      }
    }

    @Override
    public boolean close() {
      shut = true;
      return pins.openCount() == 0;
    }
  }
}
