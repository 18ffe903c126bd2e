package dev.thermograph.properties.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.graph.WriteTransaction;
import dev.thermograph.error.ThermographException;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call of a transaction with all that is given to it, for the engine and for the reference.
 *
 * @param text says what it is
 * @param refusals why the reference refuses it; empty when it does not
 * @param real does it, and tells what came of it in plain collections
 * @param plain does it in the reference, given what came of it for the engine's new numbers, and
 *     tells what should have come of it
 * @param mayBeForgotten whether it brings back what retention may have let go of: then both do
 */
record Call(
    String text,
    Function<Graph, Set<Refusal>> refusals,
    Function<WriteTransaction, Object> real,
    BiFunction<Graph, Object, Object> plain,
    boolean mayBeForgotten) {

  /** A call, and what came of it; null when it was refused. */
  record Done(Call call, @Nullable Object result, @Nullable Refusal refusal) {

    /** Does the same in another reference, where the same has to come of it. */
    void again(Graph graph, String when) {
      Set<Refusal> expected = call.refusals.apply(graph);
      if (refusal != null) {
        assertThat(call.mayBeForgotten || expected.contains(refusal))
            .as("%s was refused (%s), and is not where it was committed, %s", call, refusal, when)
            .isTrue();
      } else if (result != null) {
        assertThat(expected).as("%s was done, not where committed, %s", call, when).isEmpty();
        assertThat(result)
            .as("what came of %s is another where it was committed, %s", call, when)
            .isEqualTo(call.plain.apply(graph, result));
      }
    }
  }

  /** Does it in both, and compares. */
  Done run(WriteTransaction transaction, Graph graph, Tally tally, String when) {
    Set<Refusal> expected = refusals.apply(graph);
    Object result;
    try {
      result = real.apply(transaction);
    } catch (ThermographException e) {
      Refusal refusal = Refusal.of(e);
      boolean isForgotten = mayBeForgotten && refusal == Refusal.NOT_FOUND;
      if (!isForgotten) {
        assertThat(expected).as("%s was refused: %s, %s", this, e, when).contains(refusal);
      }
      tally.count("refused " + refusal);
      return new Done(this, null, refusal);
    }
    assertThat(expected).as("%s was done, %s", this, when).isEmpty();
    assertThat(result).as("what came of %s, %s", this, when).isEqualTo(plain.apply(graph, result));
    return new Done(this, result, null);
  }

  @Override
  public String toString() {
    return text;
  }
}
