package dev.thermograph.index.lucene.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.IndexState;
import dev.thermograph.index.IndexWorkers;
import dev.thermograph.index.text.TextField;
import dev.thermograph.index.text.TextHits;
import dev.thermograph.index.text.TextIndex;
import dev.thermograph.index.text.TextLanguage;
import dev.thermograph.index.text.TextSchema;
import dev.thermograph.index.text.TextSearchOptions;
import dev.thermograph.index.text.TextStatistics;
import dev.thermograph.index.text.TextValue;
import dev.thermograph.index.text.query.TextQuery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each commit takes a marked text from one entity to another, while others search, merge and
 * commit: every view has exactly one of it, and all entities.
 */
class TextSearchWhileWritingTest {
  private static final int ENTITIES = 200;
  private static final int SEARCHERS = 3;
  private static final int COMMITS =
      Integer.getInteger(
          "thermograph.text.commits",
          "nightly".equals(System.getProperty("thermograph.scale")) ? 200_000 : 300);

  @TempDir private Path directory;

  @Test
  void everyViewIsWhole() throws InterruptedException {
    assertThat(new Race(directory.resolve("race"), false).run()).isEmpty();
  }

  @Test
  void aCommitThatIsShownTooEarlyIsNoticed() throws InterruptedException {
    assertThat(new Race(directory.resolve("planted"), true).run()).isNotEmpty();
  }

  private static final class Race {
    private final boolean showsTooEarly;
    private final Path files;
    private final AtomicLong shown = new AtomicLong();
    private final AtomicLongArray pins = new AtomicLongArray(SEARCHERS);
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    private volatile boolean done;

    Race(Path files, boolean showsTooEarly) {
      this.files = files;
      this.showsTooEarly = showsTooEarly;
    }

    List<String> run() throws InterruptedException {
      ExecutorService drains = Executors.newSingleThreadExecutor();
      ExecutorService merges = Executors.newSingleThreadExecutor();
      try (TextIndex index =
          TextIndexes.open(
              new IndexFiles.InDirectory(files),
              TextSchema.of(TextField.of("text", TextLanguage.ENGLISH)),
              "test",
              new IndexWorkers(drains, merges),
              false)) {
        index.filled();
        fill(index);
        List<Thread> searchers = new ArrayList<>();
        for (int searcher = 0; searcher < SEARCHERS; searcher++) {
          int number = searcher;
          searchers.add(Thread.ofPlatform().start(() -> search(index, number)));
        }
        write(index);
        done = true;
        for (Thread searcher : searchers) {
          searcher.join();
        }
        assertThat(index.state()).isEqualTo(IndexState.READY);
      } finally {
        drains.shutdown();
        merges.shutdown();
      }
      return List.copyOf(violations);
    }

    private void fill(TextIndex index) {
      for (int entity = 0; entity < ENTITIES; entity++) {
        put(index, entity, 1, entity == 0 ? "marked" : "plain");
      }
      shown.set(1);
    }

    private static void put(TextIndex index, int entity, long sequence, String text) {
      index.put(entity, sequence, List.of(TextValue.of("text", text + " text of " + entity)));
    }

    private void write(TextIndex index) {
      Random random = new Random(1);
      int marked = 0;
      long last = showsTooEarly ? COMMITS * 1_000L : COMMITS;
      for (long sequence = 2; sequence < last && violations.isEmpty(); sequence++) {
        int next = (marked + 1 + random.nextInt(ENTITIES - 1)) % ENTITIES;
        put(index, marked, sequence, "plain");
        if (showsTooEarly) {
          shown.set(sequence);
          Thread.onSpinWait();
        }
        put(index, next, sequence, "marked");
        shown.set(sequence);
        marked = next;
        index.durable(sequence - 1);
        index.release(horizon());
        if (random.nextInt(200) == 0) {
          index.commit(sequence);
        }
      }
    }

    private long horizon() {
      long lowest = shown.get();
      for (int searcher = 0; searcher < SEARCHERS; searcher++) {
        lowest = Math.min(lowest, pins.get(searcher));
      }
      return lowest;
    }

    private void search(TextIndex index, int searcher) {
      Random random = new Random(searcher);
      try {
        while (!done) {
          // Nothing is released from here on, so the view cannot go before it is pinned.
          pins.set(searcher, 0);
          long view = shown.get();
          pins.set(searcher, view);
          for (int count = random.nextInt(4); count >= 0; count--) {
            check(index, view, random);
          }
          pins.set(searcher, Long.MAX_VALUE);
        }
      } catch (RuntimeException | Error failure) {
        violations.add(failure.toString());
      } finally {
        pins.set(searcher, Long.MAX_VALUE);
      }
    }

    private void check(TextIndex index, long view, Random random) {
      TextStatistics[] all = TextStatistics.values();
      TextSearchOptions options = TextSearchOptions.DEFAULT.with(all[random.nextInt(all.length)]);
      TextHits marked = index.search(TextQuery.term("marked"), 10, view, options, null);
      if (marked.size() != 1) {
        violations.add(marked.size() + " marked texts at " + view);
      }
      int[] count = new int[1];
      index.forEachMatch(TextQuery.all(), view, options, null, _ -> count[0]++);
      if (count[0] != ENTITIES) {
        violations.add(count[0] + " entities at " + view);
      }
    }
  }
}
