package dev.thermograph.properties.explore;

import dev.thermograph.properties.crash.CrashImage;
import dev.thermograph.properties.crash.CrashMode;
import dev.thermograph.properties.explore.Violation.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts of an exploration. <b>Single-threaded</b>; merged at the end. */
final class Tally {
  private static final int FINDINGS_MAX = 20;

  private final Map<CrashMode, long[]> byMode = new EnumMap<>(CrashMode.class);
  private long kills;
  private long withLoss;
  private long goneOnWith;
  private long scenarios;
  private long operations;
  private final Map<Kind, long[]> byKind = new EnumMap<>(Kind.class);
  private final List<String> findings = new ArrayList<>();

  Tally() {
    for (CrashMode mode : CrashMode.values()) {
      byMode.put(mode, new long[1]);
    }
    for (Kind kind : Kind.values()) {
      byKind.put(kind, new long[1]);
    }
  }

  void countImage(CrashImage image) {
    Objects.requireNonNull(byMode.get(image.mode()))[0]++;
    withLoss += image.loss().isAny() ? 1 : 0;
  }

  void countKill() {
    kills++;
  }

  void countGoneOnWith() {
    goneOnWith++;
  }

  void countScenario() {
    scenarios++;
  }

  void countOperation() {
    operations++;
  }

  void add(Kind kind, String finding) {
    Objects.requireNonNull(byKind.get(kind))[0]++;
    if (findings.size() < FINDINGS_MAX) {
      findings.add(finding);
    }
  }

  void merge(Tally other) {
    byMode.forEach((mode, count) -> count[0] += other.count(mode));
    kills += other.kills;
    withLoss += other.withLoss;
    goneOnWith += other.goneOnWith;
    scenarios += other.scenarios;
    operations += other.operations;
    byKind.forEach((kind, count) -> count[0] += other.violations(kind));
    other.findings.stream().limit(FINDINGS_MAX - findings.size()).forEach(findings::add);
  }

  long states() {
    long sum = kills;
    for (CrashMode mode : CrashMode.values()) {
      sum += count(mode);
    }
    return sum;
  }

  private long count(CrashMode mode) {
    return Objects.requireNonNull(byMode.get(mode))[0];
  }

  long withLoss() {
    return withLoss;
  }

  long goneOnWith() {
    return goneOnWith;
  }

  long violations() {
    long sum = 0;
    for (Kind kind : Kind.values()) {
      sum += violations(kind);
    }
    return sum;
  }

  long violations(Kind kind) {
    return Objects.requireNonNull(byKind.get(kind))[0];
  }

  List<String> findings() {
    return findings;
  }

  /** The figures in one line. */
  String describe(double seconds) {
    StringBuilder text = new StringBuilder(200);
    text.append(
        String.format(
            Locale.ROOT,
            "%,d states in %.1f s (%,.0f/s), %,d with loss, %,d gone on with, %,d scenarios, %,d"
                + " operations, %d violations; killed %,d",
            states(),
            seconds,
            states() / seconds,
            withLoss,
            goneOnWith,
            scenarios,
            operations,
            violations(),
            kills));
    for (CrashMode mode : CrashMode.values()) {
      text.append(String.format(Locale.ROOT, ", %s %,d", mode, count(mode)));
    }
    for (Kind kind : Kind.values()) {
      text.append(String.format(Locale.ROOT, ", %s %,d", kind, violations(kind)));
    }
    return text.toString();
  }
}
