package dev.thermograph.properties.explore;

import dev.thermograph.properties.explore.FinishedLog.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Counts of damages and of what became of them. <b>Single-threaded</b>; merged at the end. */
final class DamageTally {
  private static final int FINDINGS_MAX = 20;

  private long provenRefused;
  private long provenHarmless;
  private long unprovenHarmless;
  private long unprovenRefused;
  private long outsideHarmless;
  private long outsideRefused;
  private long leftover;
  private long silent;
  private long logs;
  private final List<String> findings = new ArrayList<>();

  void countLog() {
    logs++;
  }

  void countRefused(Use use) {
    switch (use) {
      case PROVEN -> provenRefused++;
      case UNPROVEN -> unprovenRefused++;
      case LEFTOVER -> leftover++;
      case OUTSIDE -> outsideRefused++;
    }
  }

  void countHarmless(Use use) {
    switch (use) {
      case PROVEN -> provenHarmless++;
      case UNPROVEN -> unprovenHarmless++;
      case LEFTOVER -> leftover++;
      case OUTSIDE -> outsideHarmless++;
    }
  }

  void addSilent(String finding) {
    silent++;
    note(finding);
  }

  void note(String finding) {
    if (findings.size() < FINDINGS_MAX) {
      findings.add(finding);
    }
  }

  void merge(DamageTally other) {
    provenRefused += other.provenRefused;
    provenHarmless += other.provenHarmless;
    unprovenHarmless += other.unprovenHarmless;
    unprovenRefused += other.unprovenRefused;
    outsideHarmless += other.outsideHarmless;
    outsideRefused += other.outsideRefused;
    leftover += other.leftover;
    silent += other.silent;
    logs += other.logs;
    other.findings.forEach(this::note);
  }

  /** Damages below the last trailer. */
  long proven() {
    return provenRefused + provenHarmless;
  }

  long provenHarmless() {
    return provenHarmless;
  }

  long unprovenHarmless() {
    return unprovenHarmless;
  }

  long unprovenRefused() {
    return unprovenRefused;
  }

  long outsideHarmless() {
    return outsideHarmless;
  }

  long outsideRefused() {
    return outsideRefused;
  }

  /** Damages after which records were missing or wrong without a word. */
  long silent() {
    return silent;
  }

  long all() {
    return proven()
        + unprovenHarmless
        + unprovenRefused
        + outsideHarmless
        + outsideRefused
        + leftover
        + silent;
  }

  List<String> findings() {
    return findings;
  }

  String describe(double seconds) {
    return String.format(
        Locale.ROOT,
        "%,d damages in %.1f s (%,.0f/s) on %,d logs; proven: %,d refused, %,d without effect;"
            + " last group: %,d harmless, %,d refused; outside: %,d harmless, %,d refused;"
            + " released leftovers: %,d refused or harmless; silent: %,d",
        all(),
        seconds,
        all() / seconds,
        logs,
        provenRefused,
        provenHarmless,
        unprovenHarmless,
        unprovenRefused,
        outsideHarmless,
        outsideRefused,
        leftover,
        silent);
  }
}
