package dev.thermograph.index.lucene.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.thermograph.index.EntityFilter;
import dev.thermograph.index.IndexCheck;
import dev.thermograph.index.text.Bm25;
import dev.thermograph.index.text.TextAnalysis;
import dev.thermograph.index.text.TextChain;
import dev.thermograph.index.text.TextField;
import dev.thermograph.index.text.TextHits;
import dev.thermograph.index.text.TextIndex;
import dev.thermograph.index.text.TextLanguage;
import dev.thermograph.index.text.TextSchema;
import dev.thermograph.index.text.TextSearchOptions;
import dev.thermograph.index.text.TextStatistics;
import dev.thermograph.index.text.TextValue;
import dev.thermograph.index.text.query.QueryPrinter;
import dev.thermograph.index.text.query.TextQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Random changes of an index and of a model beside it, and searches that are compared with {@link
 * BruteForce} over what the model has at that instant.
 */
final class TextScript {
  private static final int ENTITIES = 12;

  private static final String[] WORDS = {
    "graph", "graphs", "grape", "engine", "engines", "the", "tenant", "tenants", "Straße", "wi-fi",
    "running", "run", "haus", "häuser", "a", "protein", "protien", "kinase", "of", "x"
  };

  private static final String[] FIELDS = {"title", "body", "note"};

  private static final List<TextSchema> SCHEMAS =
      List.of(
          TextSchema.of(TextField.of("title", TextLanguage.ENGLISH)),
          TextSchema.of(
                  TextField.of("title", TextLanguage.ENGLISH).scoredBy(new Bm25(1.2f, 0.75f)),
                  TextField.of("body", TextLanguage.GERMAN)
                      .and(TextAnalysis.of(TextLanguage.ENGLISH)),
                  TextField.of("note", TextLanguage.STANDARD))
              .scoredBy(new Bm25(0.5f, 1f)),
          TextSchema.open(TextAnalysis.of(TextLanguage.ENGLISH).foldingAccents()));

  private static final TextSearchOptions EXACT =
      TextSearchOptions.DEFAULT.with(TextStatistics.EXACT);

  private final Random random;
  private final TextSchema schema;
  private final Map<Integer, List<Entry>> model = new TreeMap<>();
  private long sequence;
  private long horizon;

  /** Nobody has seen the sequence yet: the commit may go on. */
  private boolean commitOpen;

  /** One entry, as the model has it. */
  private record Entry(long from, long to, List<TextValue> texts) {}

  TextScript(long seed) {
    random = new Random(seed);
    schema = SCHEMAS.get(random.nextInt(SCHEMAS.size()));
  }

  TextSchema schema() {
    return schema;
  }

  Random random() {
    return random;
  }

  long sequence() {
    return sequence;
  }

  /** Something that happens to an index, or a comparison. */
  void step(TextIndex index) {
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3, 4, 5 -> change(index);
      case 6 -> endCommit(() -> index.durable(sequence));
      case 7 -> endCommit(index::drain);
      case 8 -> release(index);
      case 9 -> compact(index);
      default -> compare(index);
    }
  }

  private void endCommit(Runnable action) {
    commitOpen = false;
    action.run();
  }

  /** A put, or now and then a removal; often several at one sequence, as one commit has them. */
  void change(TextIndex index) {
    sequence += commitOpen && random.nextInt(3) > 0 ? 0 : 1;
    commitOpen = true;
    int entity = random.nextInt(ENTITIES);
    if (random.nextInt(6) == 0) {
      index.remove(entity, sequence);
      note(entity, null);
      return;
    }
    List<TextValue> texts = new ArrayList<>();
    for (int count = random.nextInt(4); count > 0; count--) {
      texts.add(text());
    }
    index.put(entity, sequence, texts);
    note(entity, texts);
  }

  private TextValue text() {
    String field = field();
    var analyses = schema.require(field).analyses();
    TextLanguage language =
        random.nextBoolean() ? null : analyses.get(random.nextInt(analyses.size())).language();
    StringBuilder text = new StringBuilder();
    for (int count = random.nextInt(7); count > 0; count--) {
      text.append(word()).append(' ');
    }
    return new TextValue(field, text.toString(), language);
  }

  private String field() {
    return schema.fields().size() == 1 ? "title" : FIELDS[random.nextInt(FIELDS.length)];
  }

  private String word() {
    return WORDS[random.nextInt(WORDS.length)];
  }

  private void note(int entity, @Nullable List<TextValue> texts) {
    List<Entry> chain = model.computeIfAbsent(entity, _ -> new ArrayList<>());
    if (!chain.isEmpty() && chain.getLast().to() == TextChain.OPEN) {
      Entry last = chain.removeLast();
      if (last.from() < sequence) {
        chain.add(new Entry(last.from(), sequence, last.texts()));
      }
    }
    if (texts != null) {
      chain.add(new Entry(sequence, TextChain.OPEN, texts));
    }
  }

  private void release(TextIndex index) {
    commitOpen = false;
    horizon = random.nextLong(horizon, sequence + 1);
    index.release(horizon);
  }

  /** Forgets the newest changes, as a log does that was cut: down to the horizon at most. */
  void loseNewest() {
    sequence = random.nextLong(horizon, sequence + 1);
    commitOpen = false;
    for (List<Entry> chain : model.values()) {
      chain.removeIf(entry -> entry.from() > sequence);
      chain.replaceAll(
          entry ->
              entry.to() > sequence
                  ? new Entry(entry.from(), TextChain.OPEN, entry.texts())
                  : entry);
    }
  }

  /** Fills an index that has just been opened, in any order and beside further changes. */
  void refill(TextIndex index, boolean beside) {
    commitOpen = false;
    index.release(horizon);
    Map<Integer, List<Entry>> memory = new HashMap<>();
    model.forEach((entity, chain) -> memory.put(entity, retained(chain)));
    List<Integer> entities = new ArrayList<>(memory.keySet());
    Collections.shuffle(entities, random);
    for (int entity : entities) {
      if (beside && random.nextBoolean()) {
        change(index);
      }
      index.fill(entity, new Chain(Objects.requireNonNull(memory.get(entity))));
    }
    index.filled();
    commitOpen = false;
  }

  private List<Entry> retained(List<Entry> chain) {
    return chain.stream().filter(entry -> entry.to() > horizon).toList();
  }

  private record Chain(List<Entry> entries) implements TextChain {
    @Override
    public int size() {
      return entries.size();
    }

    @Override
    public long from(int entry) {
      return entries.get(entry).from();
    }

    @Override
    public long to(int entry) {
      return entries.get(entry).to();
    }

    @Override
    public List<TextValue> texts(int entry) {
      return entries.get(entry).texts();
    }
  }

  private void compact(TextIndex index) {
    if (random.nextInt(4) == 0) {
      endCommit(index::compact);
    } else {
      check(index);
    }
  }

  /** The index says itself that it holds what the memory has. */
  private void check(TextIndex index) {
    commitOpen = false;
    long view = random.nextLong(horizon, sequence + 1);
    IndexCheck check = index.check(view, visitor -> visible(view).forEach(visitor::visit));
    assertThat(check.problems()).isEmpty();
    assertThat(check.isSound()).isTrue();
    assertThat(check.comparedCount()).isEqualTo(visible(view).size());
  }

  /** A search of the newest or of any other retained instant. */
  void compare(TextIndex index) {
    commitOpen = false;
    compare(index, random.nextInt(3) == 0 ? sequence : random.nextLong(horizon, sequence + 1));
  }

  private void compare(TextIndex index, long view) {
    TextQuery query = query(3);
    @Nullable RoaringBitmap accepted = filter();
    EntityFilter filter = accepted == null ? null : EntityFilter.of(accepted);
    List<BruteForce.Hit> expected =
        new ArrayList<>(new BruteForce(schema, visible(view)).find(query));
    expected.removeIf(hit -> accepted != null && !accepted.contains(hit.entity()));
    String what =
        QueryPrinter.print(query) + " view=" + view + " filter=" + accepted + visible(view);

    TextHits all = index.search(query, 100, view, EXACT.withExactCount(), filter);
    assertThat(entities(all))
        .as(what)
        .containsExactlyInAnyOrderElementsOf(
            expected.stream().map(BruteForce.Hit::entity).toList());
    assertThat(all.isMatchCountExact()).isTrue();
    assertThat(all.matchCount()).isEqualTo(expected.size());
    compare(all, expected, what);

    int k = 1 + random.nextInt(5);
    TextHits best = index.search(query, k, view, EXACT, filter);
    assertThat(best.size()).as(what).isEqualTo(Math.min(k, expected.size()));
    compare(best, expected, what);

    RoaringBitmap matches = new RoaringBitmap();
    index.forEachMatch(query, view, EXACT, filter, matches::add);
    assertThat(matches.getCardinality()).as(what).isEqualTo(expected.size());
  }

  private @Nullable RoaringBitmap filter() {
    RoaringBitmap accepted = new RoaringBitmap();
    switch (random.nextInt(3)) {
      case 0 -> {
        return null;
      }
      case 1 -> accepted.add(random.nextInt(ENTITIES));
      default ->
          IntStream.range(0, ENTITIES).filter(_ -> random.nextBoolean()).forEach(accepted::add);
    }
    return accepted;
  }

  private Map<Integer, List<TextValue>> visible(long view) {
    Map<Integer, List<TextValue>> visible = new TreeMap<>();
    model.forEach(
        (entity, chain) -> {
          for (Entry entry : chain) {
            if (entry.from() <= view && view < entry.to()) {
              visible.put(entity, entry.texts());
            }
          }
        });
    return visible;
  }

  /** Ranks may change places where scores are equal but for rounding. */
  private static void compare(TextHits hits, List<BruteForce.Hit> expected, String what) {
    Map<Integer, Double> scores = new HashMap<>();
    expected.forEach(hit -> scores.put(hit.entity(), hit.score()));
    for (int i = 0; i < hits.size(); i++) {
      assertThat(scores).as(what).containsKey(hits.entity(i));
      double score = Objects.requireNonNull(scores.remove(hits.entity(i)));
      double rounding = 1e-5 * Math.max(1, score);
      assertThat((double) hits.score(i)).as(what).isCloseTo(score, within(rounding));
      assertThat((double) hits.score(i))
          .as(what)
          .isCloseTo(expected.get(i).score(), within(rounding));
    }
  }

  private static List<Integer> entities(TextHits hits) {
    return IntStream.range(0, hits.size()).map(hits::entity).boxed().toList();
  }

  private TextQuery query(int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return leaf();
    }
    return switch (random.nextInt(7)) {
      case 0 -> query(depth - 1).and(query(depth - 1));
      case 1, 2 -> query(depth - 1).or(query(depth - 1)).or(leaf());
      case 3 -> query(depth - 1).without(query(depth - 1));
      case 4 -> query(depth - 1).preferring(query(depth - 1));
      case 5 -> query(depth - 1).boost(1 + random.nextInt(8) / 2f);
      default -> query(depth - 1).in(field());
    };
  }

  private TextQuery leaf() {
    String word = word();
    return switch (random.nextInt(9)) {
      case 0 -> TextQuery.all();
      case 1 -> TextQuery.tolerant(word);
      case 2 -> TextQuery.fuzzy(word, 1 + random.nextInt(2));
      case 3 -> TextQuery.phrase(word() + " " + word());
      case 4 -> TextQuery.prefix("gra");
      case 5 -> TextQuery.wildcard("?r*n");
      default -> TextQuery.term(word);
    };
  }
}
