package dev.thermograph.planted.engine.internal.store;

/** An error that reaches users as a type they cannot see. */
public final class BadErrorThatNobodyCanName extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
