package dev.thermograph.engine.internal.residence;

/**
 * Opens residents. <b>Thread-safe</b>, but never asked twice at a time for one number.
 *
 * @param <R> what is opened
 */
public interface Opener<R extends Resident> {
  /** Whether one that is closed now can be opened again later; if not, none leaves. */
  boolean mayClose();

  /** Opens a resident as far as that is quick. On a thread that may touch files. */
  Opening<R> open(int number);
}
