/**
 * Moves a cold tenant into PostgreSQL, answers simple questions about it there, and brings it back.
 *
 * <p>Nothing is built here yet. This module will reach the engine only through its public packages
 * and {@code dev.thermograph.engine.spi}.
 */
@NullMarked
package dev.thermograph.spill.postgres;

import org.jspecify.annotations.NullMarked;
