package dev.thermograph.engine.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever was committed, each method of a reader and both cursors show at each retained instant
 * what plain collections show. Each planted bug is found.
 */
final class ReadModelTest {
  private static final long FIRST_SEED = Long.getLong("thermograph.seed", 1);
  private static final int CHAINS =
      "nightly".equals(System.getProperty("thermograph.scale")) ? 1_000 : 12;
  private static final int COMMITS = 120;

  @Test
  void readersAndCursorsShowWhatTheModelShows() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CHAINS; seed++) {
      runChain(seed, null);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPlantedBugIsFound(PlantedBug bug) {
    AssertionError found = null;
    for (long seed = 1; seed <= CHAINS && found == null; seed++) {
      try {
        runChain(seed, bug);
      } catch (AssertionError e) {
        found = e;
      }
    }
    assertThat(found).as("nobody noticed %s", bug).isNotNull();
  }

  private static void runChain(long seed, @Nullable PlantedBug bug) {
    ReadModel model = new ReadModel();
    SplittableRandom random = new SplittableRandom(~seed);
    try (TestTenant tenant = new TestTenant(ReadKinds.SCHEMA)) {
      ReadScript script = new ReadScript(tenant, model, seed);
      long retainedFrom = 0;
      for (int commit = 0; commit < COMMITS; commit++) {
        script.commit();
        long published = published(tenant);
        if (random.nextInt(10) == 0) {
          retainedFrom = random.nextLong(retainedFrom, published + 1);
          tenant.hot().care().retainFrom(retainedFrom);
        }
        if (random.nextInt(12) == 0) {
          compare(tenant, script, model, published, seed, bug);
          long past = random.nextLong(retainedFrom, published + 1);
          compare(tenant, script, model, past, seed, bug);
        }
      }
    }
  }

  private static long published(TestTenant tenant) {
    try (PinnedView view = tenant.open()) {
      return view.sequence();
    }
  }

  private static void compare(
      TestTenant tenant,
      ReadScript script,
      ReadModel model,
      long sequence,
      long seed,
      @Nullable PlantedBug bug) {
    String where = "seed=" + seed + " view=" + sequence;
    try (PinnedView view = tenant.openAt(sequence)) {
      GraphReads reader =
          bug == null
              ? view
              : new GraphReads(
                  bug.plant(tenant.hot().store(), sequence), tenant.schema(), tenant.ids());
      new ReaderComparison(reader, model, sequence, tenant.ids(), where)
          .compare(script.nodeEnd(), script.edgeEnd());
      new CursorComparison(view, model, sequence, tenant.ids(), where).compare(script.nodeEnd());
    }
  }

  /** The cursors read the store themselves, so their bug is a view of another instant. */
  @Test
  void cursorsOfAnotherInstantAreFoundOut() {
    ReadModel model = new ReadModel();
    try (TestTenant tenant = new TestTenant(ReadKinds.SCHEMA)) {
      ReadScript script = new ReadScript(tenant, model, 1);
      int differences = 0;
      for (int commit = 0; commit < 40; commit++) {
        script.commit();
      }
      long published = published(tenant);
      for (long sequence = 1; sequence < published; sequence++) {
        try (PinnedView view = tenant.openAt(sequence)) {
          new CursorComparison(view, model, sequence + 1, tenant.ids(), "")
              .compare(script.nodeEnd());
        } catch (AssertionError e) {
          differences++;
        }
      }
      assertThat(differences).isEqualTo((int) published - 1);
    }
  }
}
