/**
 * Bytes that no log ever wrote, fed to everything that reads a log: {@code LogFuzzer} is what
 * Jazzer calls and what the tests call.
 */
@NullMarked
package dev.thermograph.properties.fuzz;

import org.jspecify.annotations.NullMarked;
