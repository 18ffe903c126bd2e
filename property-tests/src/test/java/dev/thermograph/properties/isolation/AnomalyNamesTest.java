package dev.thermograph.properties.isolation;

import static dev.thermograph.properties.isolation.Script.append;
import static dev.thermograph.properties.isolation.Script.get;
import static dev.thermograph.properties.isolation.Script.read;
import static dev.thermograph.properties.isolation.Script.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.properties.isolation.check.Anomaly;
import dev.thermograph.properties.isolation.check.Finding;
import dev.thermograph.properties.isolation.check.IsolationChecker;
import dev.thermograph.properties.isolation.check.Level;
import org.junit.jupiter.api.Test;

/** The smallest history of each anomaly is called by that name and by no other. */
final class AnomalyNamesTest {

  private static void assertOnly(Anomaly anomaly, Script script) {
    assertThat(IsolationChecker.check(script.history(), Level.STRICT_SERIALIZABLE).findings())
        .isNotEmpty()
        .extracting(Finding::anomaly)
        .containsOnly(anomaly);
  }

  private static void assertFine(Script script) {
    assertThat(IsolationChecker.check(script.history(), Level.OPAQUE).findings()).isEmpty();
  }

  @Test
  void serialHistoryIsFine() {
    assertFine(
        new Script()
            .commitAt(1, append(1, 11), write(1, 12))
            .then()
            .commitAt(2, read(1, 11L), append(1, 21), read(1, 11L, 21L), get(1, 12), write(1, 22))
            .abort(append(1, 31), read(1, 11L, 31L))
            .endList(1, 11L, 21L)
            .endRegister(1, 22));
  }

  @Test
  void dirtyWrite() {
    assertOnly(
        Anomaly.DIRTY_WRITE,
        new Script()
            .commit(append(1, 11), append(2, 12))
            .commit(append(1, 21), append(2, 22))
            .endList(1, 11L, 21L)
            .endList(2, 22L, 12L));
  }

  @Test
  void abortedRead() {
    assertOnly(Anomaly.ABORTED_READ, new Script().abort(append(1, 11)).commit(read(1, 11L)));
    assertOnly(Anomaly.ABORTED_READ, new Script().abort(write(1, 11)).commit(get(1, 11)));
    assertOnly(Anomaly.ABORTED_READ, new Script().abort(append(1, 11)).endList(1, 11L));
  }

  @Test
  void intermediateRead() {
    assertOnly(
        Anomaly.INTERMEDIATE_READ,
        new Script()
            .commit(append(1, 11), append(1, 12))
            .commit(read(1, 11L))
            .endList(1, 11L, 12L));
    assertOnly(
        Anomaly.INTERMEDIATE_READ,
        new Script().commit(write(1, 11), write(1, 12)).commit(get(1, 11)));
  }

  @Test
  void circularInformation() {
    assertOnly(
        Anomaly.CIRCULAR_INFORMATION,
        new Script()
            .commit(append(1, 11), read(2, 22L))
            .commit(append(2, 22), read(1, 11L))
            .endList(1, 11L)
            .endList(2, 22L));
  }

  @Test
  void lostUpdateOfAList() {
    assertOnly(
        Anomaly.LOST_UPDATE,
        new Script()
            .commit(read(1), append(1, 11))
            .commit(read(1), append(1, 21))
            .endList(1, 11L, 21L));
  }

  @Test
  void lostUpdateOfARegister() {
    Script unordered = new Script().commit(get(1, 0), write(1, 11)).commit(get(1, 0), write(1, 21));
    assertOnly(Anomaly.LOST_UPDATE, unordered);
    Script ordered =
        new Script().commitAt(1, get(1, 0), write(1, 11)).commitAt(2, get(1, 0), write(1, 21));
    assertOnly(Anomaly.LOST_UPDATE, ordered);
  }

  @Test
  void fracturedRead() {
    assertOnly(
        Anomaly.FRACTURED_READ,
        new Script()
            .commit(append(1, 11), append(2, 12))
            .commit(read(1, 11L), read(2))
            .endList(1, 11L)
            .endList(2, 12L));
  }

  @Test
  void readSkew() {
    assertOnly(
        Anomaly.READ_SKEW,
        new Script()
            .commit(append(1, 11))
            .commit(read(1, 11L), append(2, 22))
            .commit(read(2, 22L), read(1))
            .endList(1, 11L)
            .endList(2, 22L));
  }

  @Test
  void longFork() {
    assertOnly(
        Anomaly.LONG_FORK,
        new Script()
            .commit(append(1, 11))
            .commit(append(2, 22))
            .commit(read(1, 11L), read(2))
            .commit(read(1), read(2, 22L))
            .endList(1, 11L)
            .endList(2, 22L));
  }

  @Test
  void writeSkew() {
    assertOnly(
        Anomaly.WRITE_SKEW,
        new Script()
            .commitAt(1, get(1, 0), write(2, 12))
            .commitAt(2, get(2, 0), write(1, 21))
            .endRegister(1, 21)
            .endRegister(2, 12));
  }

  @Test
  void antiDependencyCycle() {
    assertOnly(
        Anomaly.ANTI_DEPENDENCY_CYCLE,
        new Script()
            .commit(read(1), append(2, 12))
            .commit(read(2), append(3, 23))
            .commit(read(3), append(1, 31))
            .endList(1, 31L)
            .endList(2, 12L)
            .endList(3, 23L));
  }

  @Test
  void sessionViolation() {
    assertOnly(
        Anomaly.SESSION_VIOLATION,
        new Script().commitOf(1, append(1, 11)).then().commitOf(1, read(1)).endList(1, 11L));
  }

  @Test
  void realtimeViolation() {
    assertOnly(
        Anomaly.REALTIME_VIOLATION,
        new Script().commit(append(1, 11)).then().commit(read(1)).endList(1, 11L));
  }

  /** What a transaction that only reads may see under snapshot isolation. */
  @Test
  void realtimeSkew() {
    assertOnly(
        Anomaly.REALTIME_SKEW,
        new Script()
            .longCommit(read(2), append(1, 11))
            .commit(append(2, 22))
            .then()
            .commit(read(1))
            .endList(1, 11L)
            .endList(2, 22L));
  }

  @Test
  void sequenceViolation() {
    assertOnly(
        Anomaly.SEQUENCE_VIOLATION,
        new Script().commitAt(2, append(1, 11)).commitAt(1, append(1, 21)).endList(1, 11L, 21L));
    assertOnly(
        Anomaly.SEQUENCE_VIOLATION,
        new Script().commitAt(1, append(1, 11)).commitAt(1, write(1, 1)));
  }

  @Test
  void lostAppend() {
    assertOnly(Anomaly.LOST_APPEND, new Script().commit(append(1, 11)).endList(1));
    assertOnly(
        Anomaly.LOST_APPEND,
        new Script().commit(append(1, 11)).commit(read(1, 11L), append(1, 21)).endList(1, 21L));
  }

  @Test
  void lostWrite() {
    assertOnly(
        Anomaly.LOST_WRITE,
        new Script().commitAt(1, write(1, 11)).commitAt(2, write(1, 21)).endRegister(1, 11));
    assertOnly(Anomaly.LOST_WRITE, new Script().commitAt(1, write(1, 11)).endRegister(1, 0));
  }

  @Test
  void tornCommit() {
    assertOnly(
        Anomaly.TORN_COMMIT,
        new Script().unknown(append(1, 11), append(2, 12)).endList(1, 11L).endList(2));
    assertOnly(
        Anomaly.TORN_COMMIT,
        new Script().unknown(append(1, 11), write(1, 12)).endList(1).endRegister(1, 12));
  }

  @Test
  void unknownOutcomeMayBeEither() {
    assertFine(new Script().unknown(append(1, 11)).endList(1, 11L));
    assertFine(new Script().unknown(append(1, 11)).endList(1));
    assertFine(new Script().unknown(append(1, 11)).then().commit(read(1)).endList(1, 11L));
    assertFine(new Script().unknown(write(1, 11)).then().commit(get(1, 0)).endRegister(1, 11));
  }

  @Test
  void duplicateElement() {
    assertOnly(Anomaly.DUPLICATE_ELEMENT, new Script().commit(append(1, 11)).endList(1, 11L, 11L));
  }

  @Test
  void incompatibleOrder() {
    assertOnly(
        Anomaly.INCOMPATIBLE_ORDER,
        new Script()
            .commit(append(1, 11))
            .commit(append(1, 21))
            .commit(read(1, 21L))
            .endList(1, 11L, 21L));
  }

  @Test
  void unwrittenValue() {
    assertOnly(Anomaly.UNWRITTEN_VALUE, new Script().commit(read(1, 11L)));
    assertOnly(Anomaly.UNWRITTEN_VALUE, new Script().commit(get(1, 11)));
    assertOnly(Anomaly.UNWRITTEN_VALUE, new Script().endRegister(1, 11));
  }

  @Test
  void internalContradiction() {
    assertOnly(Anomaly.INTERNAL, new Script().commit(append(1, 11), read(1)));
    assertOnly(Anomaly.INTERNAL, new Script().commit(read(1, 11L), append(1, 11)));
    assertOnly(Anomaly.INTERNAL, new Script().commit(write(1, 11), get(1, 0)));
    assertOnly(Anomaly.INTERNAL, new Script().commit(get(1, 11), write(1, 11)));
    assertOnly(
        Anomaly.INTERNAL,
        new Script().commit(append(1, 11)).commit(read(1), read(1, 11L)).endList(1, 11L));
    assertOnly(
        Anomaly.INTERNAL, new Script().commitAt(1, write(1, 11)).commit(get(1, 0), get(1, 11)));
  }

  @Test
  void cycleIsToldInWords() {
    Script script =
        new Script()
            .commit(append(1, 11), append(2, 12))
            .commit(read(1, 11L), read(2))
            .endList(1, 11L)
            .endList(2, 12L);
    assertThat(IsolationChecker.check(script.history(), Level.OPAQUE).toString())
        .isEqualTo(
            """
            findings=1 [FRACTURED_READ]
            FRACTURED_READ (G-single, fractured read)
              each of these 2 has to come before the next one:
                T0 appended 11 to list 1, and T1 read it (WR)
                T1 read list 2 without 12, which T0 wrote (RW)
              that is
                T0 (process 100, committed): append 11 to list 1; append 12 to list 2
                T1 (process 101, committed): read list 1 as [11]; read list 2 as []
            """);
  }

  @Test
  void valuesThatAreWrittenTwiceAreRefused() {
    Script script = new Script().commit(append(1, 11)).commit(append(1, 11));
    assertThatThrownBy(() -> IsolationChecker.check(script.history(), Level.OPAQUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("value=11");
  }
}
