package dev.thermograph.index.lucene.text.internal.search;

import dev.thermograph.index.lucene.internal.segment.SegmentEntries;
import dev.thermograph.index.text.TextCost;
import dev.thermograph.index.text.TextHits;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;

/**
 * Keeps the {@code k} best entries; of equal scores those of the lower entities. A heap with the
 * worst on top. Hot: called for each match. Single-threaded.
 */
final class TopEntries {
  private final int k;
  private final boolean skips;
  private int[] entities;
  private long[] froms;
  private float[] scores;
  private int size;
  private long visited;
  private boolean skipped;

  /**
   * Room for {@code k}.
   *
   * @param skips whether Lucene may leave out what cannot be among the best any more
   */
  TopEntries(int k, boolean skips) {
    this.k = k;
    this.skips = skips;
    int room = Math.min(k, 64);
    this.entities = new int[room];
    this.froms = new long[room];
    this.scores = new float[room];
  }

  /** Collects from one segment, whose documents come in the order of their entities. */
  LeafCollector leaf(SegmentEntries segment) {
    return new Leaf(segment);
  }

  private final class Leaf implements LeafCollector {
    private final SegmentEntries segment;
    private Scorable scorer;
    private float told;

    @SuppressWarnings("NullAway.Init") // Lucene gives the scorer before the first document
    Leaf(SegmentEntries segment) {
      this.segment = segment;
    }

    /** Called again for each part of the segment; what was told before must not be taken back. */
    @Override
    public void setScorer(Scorable next) throws IOException {
      scorer = next;
      if (told > 0) {
        scorer.setMinCompetitiveScore(told);
      } else if (size == k) {
        tellWorst(-1);
      }
    }

    @Override
    public void collect(int doc) throws IOException {
      visited++;
      float score = scorer.score();
      int entity = segment.entity(doc);
      if (size < k) {
        add(entity, segment.from(doc), score);
      } else if (isBetter(score, entity, 0)) {
        replaceWorst(entity, segment.from(doc), score);
      }
      if (size == k) {
        tellWorst(entity);
      }
    }

    /**
     * What scores less than the worst is of no use; nor is what scores the same, once the rest of
     * the segment has higher entities only.
     */
    private void tellWorst(int entity) throws IOException {
      if (!skips) {
        return;
      }
      float needed = entities[0] <= entity ? Math.nextUp(scores[0]) : scores[0];
      if (needed > told) {
        told = needed;
        skipped = true;
        scorer.setMinCompetitiveScore(needed);
      }
    }
  }

  /** Whether an entry comes before the one at a place of the heap. */
  private boolean isBetter(float score, int entity, int at) {
    return score > scores[at] || (score == scores[at] && entity < entities[at]);
  }

  private void add(int entity, long from, float score) {
    if (size == entities.length) {
      int room = Math.min(k, size * 2);
      entities = Arrays.copyOf(entities, room);
      froms = Arrays.copyOf(froms, room);
      scores = Arrays.copyOf(scores, room);
    }
    int at = size++;
    while (at > 0 && isBetter(scores[(at - 1) / 2], entities[(at - 1) / 2], score, entity)) {
      move((at - 1) / 2, at);
      at = (at - 1) / 2;
    }
    set(at, entity, from, score);
  }

  private static boolean isBetter(float score, int entity, float otherScore, int otherEntity) {
    return score > otherScore || (score == otherScore && entity < otherEntity);
  }

  private void replaceWorst(int entity, long from, float score) {
    int at = 0;
    while (2 * at + 1 < size) {
      int worse = 2 * at + 1;
      if (worse + 1 < size && isBetter(scores[worse], entities[worse], worse + 1)) {
        worse++;
      }
      if (!isBetter(score, entity, worse)) {
        break;
      }
      move(worse, at);
      at = worse;
    }
    set(at, entity, from, score);
  }

  private void move(int from, int to) {
    set(to, entities[from], froms[from], scores[from]);
  }

  private void set(int at, int entity, long from, float score) {
    entities[at] = entity;
    froms[at] = from;
    scores[at] = score;
  }

  long visited() {
    return visited;
  }

  /** What was kept, best first. Empties the heap. */
  TextHits drain(TextCost cost) {
    int count = size;
    int[] bestEntities = new int[count];
    long[] bestFroms = new long[count];
    float[] bestScores = new float[count];
    for (int at = count - 1; at >= 0; at--) {
      bestEntities[at] = entities[0];
      bestFroms[at] = froms[0];
      bestScores[at] = scores[0];
      size--;
      if (size > 0) {
        replaceWorst(entities[size], froms[size], scores[size]);
      }
    }
    return new TextHits(bestEntities, bestFroms, bestScores, visited, !skipped, cost);
  }
}
