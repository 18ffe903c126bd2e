package dev.thermograph.benchmarks.harness;

import java.util.Map;

/**
 * One benchmark with its threads and parameters: one of the two things that a ratio compares, or
 * the source of a figure. <em>Immutable.</em>
 *
 * @param id how the side is called in progress lines and results
 * @param kind which way its score counts
 * @param unit of the score, after multiplying by {@code unitsPerOperation}
 * @param unitsPerOperation what one call of the benchmark's method counts for: 1 for operations per
 *     second; the size of a file in MB for MB/s; 1e6 for microseconds per operation, because JMH
 *     reports seconds
 * @param benchmark the JMH class
 * @param method its method
 * @param threads how many threads call it
 * @param parameters values of its {@code @Param} fields
 * @param fork the JVM it is measured in
 */
public record Side(
    String id,
    Kind kind,
    String unit,
    double unitsPerOperation,
    Class<?> benchmark,
    String method,
    int threads,
    Map<String, String> parameters,
    Fork fork) {

  /** Calls per second of a method. */
  public static Side throughput(String id, Class<?> benchmark, String method, int threads) {
    return new Side(
        id, Kind.THROUGHPUT, "op/s", 1, benchmark, method, threads, Map.of(), Fork.USUAL);
  }

  /** MB (10^6 bytes) per second of a method that works through so many bytes each time. */
  public static Side megabytesPerSecond(
      String id, Class<?> benchmark, String method, long bytesPerOperation) {
    return new Side(
        id,
        Kind.THROUGHPUT,
        "MB/s",
        bytesPerOperation / 1e6,
        benchmark,
        method,
        1,
        Map.of(),
        Fork.USUAL);
  }

  /** Things done per second by a method that does so many each time. */
  public static Side perSecond(
      String id, String unit, Class<?> benchmark, String method, long countPerOperation) {
    return new Side(
        id, Kind.THROUGHPUT, unit, countPerOperation, benchmark, method, 1, Map.of(), Fork.USUAL);
  }

  /** Microseconds per call of a method. */
  public static Side micros(String id, Class<?> benchmark, String method, int threads) {
    return new Side(id, Kind.TIME, "us", 1e6, benchmark, method, threads, Map.of(), Fork.USUAL);
  }

  /** Milliseconds per call of a method. */
  public static Side millis(String id, Class<?> benchmark, String method, int threads) {
    return new Side(id, Kind.TIME, "ms", 1e3, benchmark, method, threads, Map.of(), Fork.USUAL);
  }

  /** The same with one more parameter. */
  public Side with(String parameter, String value) {
    var all = new java.util.TreeMap<>(parameters);
    all.put(parameter, value);
    return new Side(
        id, kind, unit, unitsPerOperation, benchmark, method, threads, Map.copyOf(all), fork);
  }

  /** The same in another JVM. */
  public Side in(Fork newFork) {
    return new Side(
        id, kind, unit, unitsPerOperation, benchmark, method, threads, parameters, newFork);
  }

  /** The benchmark as JMH knows it. */
  String jmhName() {
    return benchmark.getName() + "." + method;
  }
}
