package dev.parley.messenger.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Engine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The written search set finds what was meant, and both engines find the same. */
class SearchQualityTest {
  private static final double LEAST = 0.8;

  /** What one engine answered. */
  private record Outcome(List<List<String>> answers, double all, double chinese) {}

  @Test
  void shouldFindWhatWasMeantAndTheSameOnBothEngines() {
    List<Corpus.Query> queries = Corpus.queries();
    assertThat(queries).hasSizeGreaterThanOrEqualTo(60);
    assertThat(queries.stream().filter(Corpus.Query::isChinese).count()).isGreaterThanOrEqualTo(25);
    Map<Engine, Outcome> outcomes = new EnumMap<>(Engine.class);
    for (Engine engine : Engine.values()) {
      try (var library = new Library(engine)) {
        var corpus = new Corpus();
        corpus.tell(library);
        outcomes.put(engine, ask(library, corpus, queries, engine));
      }
    }
    Outcome embedded = Objects.requireNonNull(outcomes.get(Engine.SQLITE));
    for (Outcome outcome : outcomes.values()) {
      assertThat(outcome.all()).isGreaterThanOrEqualTo(LEAST);
      assertThat(outcome.chinese()).isGreaterThanOrEqualTo(LEAST);
      assertThat(outcome.answers()).isEqualTo(embedded.answers());
    }
  }

  private static Outcome ask(
      Library library, Corpus corpus, List<Corpus.Query> queries, Engine engine) {
    var answers = new ArrayList<List<String>>();
    var ranks = new ArrayList<Double>();
    var chinese = new ArrayList<Double>();
    for (Corpus.Query query : queries) {
      FoundMessages found =
          library.search.messages(MessageSearch.of(corpus.person(query.reader()), query.text()));
      answers.add(
          found.hits().stream()
              .map(hit -> hit.score() + " " + hit.excerpt().highlights() + hit.excerpt().text())
              .toList());
      double rank = reciprocal(corpus, found.hits(), query.answers());
      ranks.add(rank);
      if (query.isChinese()) {
        chinese.add(rank);
      }
      if (rank < 1) {
        System.out.printf(
            "%s rank %.2f for: %s (of %d hits)%n", engine, rank, query.text(), found.hits().size());
      }
    }
    var outcome = new Outcome(answers, mean(ranks), mean(chinese));
    System.out.printf(
        "%s MRR %.3f over %d queries, %.3f over %d Chinese ones, %d messages%n",
        engine,
        outcome.all(),
        ranks.size(),
        outcome.chinese(),
        chinese.size(),
        library.world.number("select count(*) from message where kind <> 3"));
    return outcome;
  }

  /** 1 if the first hit is one that was meant, a half if the second, and so on. */
  private static double reciprocal(Corpus corpus, List<Hit> hits, List<String> meant) {
    for (int i = 0; i < hits.size(); i++) {
      if (meant.contains(corpus.labels.getOrDefault(hits.get(i).messageId(), ""))) {
        return 1.0 / (i + 1);
      }
    }
    return 0;
  }

  private static double mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
