package dev.thermograph.properties.isolation.check;

import dev.thermograph.properties.isolation.history.History;

/** Transactions in words. */
final class Names {

  /** Stands for the final state among the reads: no transaction has read it. */
  static final int END = -1;

  private final History history;

  Names(History history) {
    this.history = history;
  }

  String of(int transaction) {
    return transaction == END
        ? "whoever looked at the end"
        : history.transactions().get(transaction).toString();
  }
}
