/**
 * Tests that need to see all modules at once.
 *
 * <p>{@code model} will hold a reference graph in plain Java that the engine is compared with, and
 * {@code crash} the loops that kill a writing process. The test sources hold the rules about the
 * code itself: module arrows, package arrows, tidiness. Nothing depends on this module.
 */
@NullMarked
package dev.thermograph.properties;

import org.jspecify.annotations.NullMarked;
