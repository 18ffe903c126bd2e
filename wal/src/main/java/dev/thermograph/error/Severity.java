package dev.thermograph.error;

/** What a caller can do about an error. */
public enum Severity {
  /** The same call may succeed later, unchanged: space is freed, a lock is released. */
  RETRY,
  /** The call asked for something that is not allowed; nothing was written. */
  REFUSED,
  /** The component has stopped and refuses further work until it is opened again. */
  HALT
}
