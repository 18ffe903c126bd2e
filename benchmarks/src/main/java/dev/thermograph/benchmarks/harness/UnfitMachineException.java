package dev.thermograph.benchmarks.harness;

/** This machine cannot give an honest figure; the message says why. */
public final class UnfitMachineException extends RuntimeException {
  UnfitMachineException(String message) {
    super(message);
  }
}
