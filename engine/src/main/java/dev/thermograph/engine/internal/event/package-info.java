/**
 * What the engine tells the JVM's flight recorder: start a recording and look for {@code
 * dev.thermograph.*}. Depends on nothing else of the engine.
 */
@NullMarked
package dev.thermograph.engine.internal.event;

import org.jspecify.annotations.NullMarked;
