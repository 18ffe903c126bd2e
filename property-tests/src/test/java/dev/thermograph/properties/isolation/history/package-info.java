/**
 * What was done and seen: {@link dev.thermograph.properties.isolation.history.History} is the whole
 * of it, {@link dev.thermograph.properties.isolation.history.HistoryRecorder} writes it down while
 * workers run.
 */
@NullMarked
package dev.thermograph.properties.isolation.history;

import org.jspecify.annotations.NullMarked;
