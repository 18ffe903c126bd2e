package dev.thermograph.properties.isolation.subject;

/** A subject whose transactions can be interleaved by one thread. */
public interface StepSubject extends IsolationSubject {
  @Override
  StepSession open(int worker);
}
