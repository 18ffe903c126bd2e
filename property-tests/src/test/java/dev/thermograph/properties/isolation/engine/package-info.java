/**
 * Thermograph as a subject: lists and registers are nodes of a tenant. Start at {@link
 * dev.thermograph.properties.isolation.engine.EngineSubjects}.
 */
@NullMarked
package dev.thermograph.properties.isolation.engine;

import org.jspecify.annotations.NullMarked;
