/**
 * Which views are open, and what may be forgotten because none needs it. Depends on nothing else of
 * the engine.
 */
@NullMarked
package dev.thermograph.engine.internal.view;

import org.jspecify.annotations.NullMarked;
