package dev.thermograph.properties.isolation.subject;

/** One worker's way in: it runs one transaction after the other. */
public interface Session {

  /**
   * Runs a transaction from its beginning to its end. It may call the body again from the start if
   * it wants to try again; only the last try counts.
   */
  Ending run(Body body);

  /** What a transaction does. */
  @FunctionalInterface
  interface Body {
    /** Does it; false asks for an abort instead of a commit. */
    boolean run(Operations operations);
  }
}
