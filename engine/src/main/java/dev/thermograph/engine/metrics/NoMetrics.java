package dev.thermograph.engine.metrics;

/** Keeps nothing. <em>Stateless.</em> */
enum NoMetrics implements EngineMetrics {
  NONE;

  @Override
  public void count(EngineCounter counter, long times) {}

  @Override
  public void record(EngineTimer timer, long nanos) {}
}
