package dev.thermograph.benchmarks.harness;

import java.util.List;

/**
 * The JVM that a side is measured in. <em>Immutable.</em>
 *
 * @param jvmFlags its flags; our own sides get those of this JVM before them, peers get no others
 * @param peer the folder of the peer under {@code benchmarks/peers} whose class path it has, empty
 *     for our own
 * @param once whether a call is so long that one is enough: no warm-up but the benchmark's own
 */
public record Fork(List<String> jvmFlags, String peer, boolean once) {
  /** Heap of a fixed size, so that no side is measured while its heap grows. */
  public static final Fork USUAL = new Fork(List.of("-Xms1g", "-Xmx1g"), "", false);

  /** Copies the flags. */
  public Fork {
    jvmFlags = List.copyOf(jvmFlags);
  }

  /** The same for calls of which one is enough. */
  public Fork forOneCall() {
    return new Fork(jvmFlags, peer, true);
  }

  boolean isOurs() {
    return peer.isEmpty();
  }
}
