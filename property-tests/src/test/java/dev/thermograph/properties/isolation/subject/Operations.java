package dev.thermograph.properties.isolation.subject;

import java.util.List;

/**
 * What can be done within a transaction. Each call may throw {@link ConflictException}; the
 * transaction is aborted then.
 */
public interface Operations {

  /** Adds to the end of a list. */
  void append(int key, long value);

  /** The whole list, unmodifiable. */
  List<Long> readList(int key);

  /** Sets a register. */
  void write(int key, long value);

  /** A register's value, 0 when nothing was written. */
  long readRegister(int key);
}
