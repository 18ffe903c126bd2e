package dev.thermograph.properties.isolation.subject;

/**
 * A session whose transactions are done call by call and in which no call waits for another
 * session, so that one thread can interleave the calls of many.
 */
public interface StepSession extends Session, Operations {

  /** Begins the next transaction. */
  void begin();

  /** Ends it. */
  Ending commit();

  /** Ends it without effect. */
  void abort();

  @Override
  default Ending run(Body body) {
    begin();
    try {
      if (body.run(this)) {
        return commit();
      }
      abort();
    } catch (ConflictException e) {
      abort();
    }
    return Ending.ABORTED;
  }
}
