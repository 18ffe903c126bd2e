package dev.thermograph.properties.isolation.check;

/** A value that a transaction put into a list or register. */
final class WrittenValue {
  private final int transaction;
  private boolean last;
  private boolean lost;

  WrittenValue(int transaction) {
    this.transaction = transaction;
  }

  /** Number of the transaction that wrote it. */
  int transaction() {
    return transaction;
  }

  /** Whether its transaction wrote nothing more to this key that is still there. */
  boolean isLast() {
    return last;
  }

  /** Whether the final state should hold it and does not. */
  boolean isLost() {
    return lost;
  }

  void setLast(boolean last) {
    this.last = last;
  }

  void setLost() {
    this.lost = true;
  }
}
