package dev.thermograph.engine.internal.residence;

/**
 * How far an opening has come: to its end, or to where it begins to take long.
 *
 * @param <R> what is opened
 */
public sealed interface Opening<R extends Resident> {
  /** It is open. */
  record Opened<R extends Resident>(R resident) implements Opening<R> {}

  /**
   * It takes long from here on, so it goes on where nobody waits behind it who would be quick. One
   * of the two methods is called, once, on any thread that may touch files.
   */
  non-sealed interface Rest<R extends Resident> extends Opening<R> {
    /** Opens it. */
    R finish();

    /** Leaves everything as it was. */
    void giveUp();
  }
}
