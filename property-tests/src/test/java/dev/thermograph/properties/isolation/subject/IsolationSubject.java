package dev.thermograph.properties.isolation.subject;

import java.util.List;

/** Something with lists, registers and transactions. A list that nobody appended to is empty. */
public interface IsolationSubject extends AutoCloseable {

  /** The way in for one worker. */
  Session open(int worker);

  /** A list when all workers have ended. */
  List<Long> finalList(int key);

  /** A register when all workers have ended. */
  long finalRegister(int key);

  @Override
  default void close() {}
}
