package dev.thermograph.properties.isolation.engine;

import dev.thermograph.engine.Tenant;
import dev.thermograph.engine.Thermograph;
import dev.thermograph.properties.isolation.subject.StepSession;
import dev.thermograph.properties.isolation.subject.StepSubject;
import java.util.function.IntFunction;

/** A subject of interactive transactions only, whose calls one thread can interleave. */
final class InteractiveSubject extends EngineSubject implements StepSubject {
  private final IntFunction<StepSession> sessions;

  InteractiveSubject(Thermograph engine, Tenant tenant, IntFunction<StepSession> sessions) {
    super(engine, tenant, sessions);
    this.sessions = sessions;
  }

  @Override
  public StepSession open(int worker) {
    return sessions.apply(worker);
  }
}
