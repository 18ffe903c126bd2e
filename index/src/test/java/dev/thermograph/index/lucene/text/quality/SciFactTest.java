package dev.thermograph.index.lucene.text.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.IndexWorkers;
import dev.thermograph.index.lucene.text.TextIndexes;
import dev.thermograph.index.text.TextField;
import dev.thermograph.index.text.TextHits;
import dev.thermograph.index.text.TextIndex;
import dev.thermograph.index.text.TextLanguage;
import dev.thermograph.index.text.TextSchema;
import dev.thermograph.index.text.TextSearchOptions;
import dev.thermograph.index.text.TextValue;
import dev.thermograph.index.text.parse.UserQueryOptions;
import dev.thermograph.index.text.parse.UserQueryParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How good BM25 is on SciFact; Lucene's own, with English analysis, has 0.6677. */
class SciFactTest {
  private static final double REQUIRED = 0.667;

  private static List<SciFact.Abstract> corpus = List.of();
  private static List<SciFact.Claim> claims = List.of();

  @SuppressWarnings("NullAway.Init")
  private static TextIndex index;

  @BeforeAll
  static void fill() {
    corpus = SciFact.corpus();
    claims = SciFact.claims();
    TextSchema schema =
        TextSchema.of(
            TextField.of("title", TextLanguage.ENGLISH),
            TextField.of("text", TextLanguage.ENGLISH));
    index = TextIndexes.open(new IndexFiles.InMemory(), schema, "test", IndexWorkers.inline());
    index.filled();
    for (int entity = 0; entity < corpus.size(); entity++) {
      SciFact.Abstract source = corpus.get(entity);
      index.put(
          entity,
          entity + 1,
          List.of(TextValue.of("title", source.title()), TextValue.of("text", source.text())));
    }
    index.durable(corpus.size());
  }

  @AfterAll
  static void close() {
    index.close();
  }

  @Test
  void theCollectionIsWhole() {
    assertThat(corpus).hasSize(5_183);
    assertThat(claims).hasSize(300);
    assertThat(claims.stream().mapToInt(claim -> claim.grades().size()).sum()).isEqualTo(339);
  }

  @Test
  void whatPeopleTypeIsRankedAsWellAsByLuceneAlone() {
    assertThat(ndcg(UserQueryOptions.DEFAULT.exactly())).isGreaterThanOrEqualTo(REQUIRED);
  }

  @Test
  void toleratingTyposDoesNotCostQuality() {
    assertThat(ndcg(UserQueryOptions.DEFAULT)).isGreaterThanOrEqualTo(REQUIRED);
  }

  private static double ndcg(UserQueryOptions options) {
    double sum = 0;
    for (SciFact.Claim claim : claims) {
      TextHits hits =
          index.search(
              UserQueryParser.parse(claim.text(), options).query(),
              10,
              corpus.size(),
              TextSearchOptions.DEFAULT,
              null);
      List<String> ranking = new ArrayList<>();
      for (int i = 0; i < hits.size(); i++) {
        ranking.add(corpus.get(hits.entity(i)).id());
      }
      sum += RankingQuality.ndcg(ranking, claim.grades(), 10);
    }
    return sum / claims.size();
  }
}
