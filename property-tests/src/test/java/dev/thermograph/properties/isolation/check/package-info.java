/**
 * Judges histories: {@link dev.thermograph.properties.isolation.check.IsolationChecker}.
 *
 * <p>The idea is that of Kingsbury and Alvaro, "Elle: Inferring Isolation Anomalies from
 * Experimental Observations", VLDB 2020: values are chosen so that what is read tells in which
 * order it was written, hence which transaction must come before which; a cycle of these
 * dependencies is an anomaly, and the kinds of its dependencies name it. The names are those of
 * Adya, "Weak Consistency: A Generalized Theory and Optimistic Implementations", MIT 1999.
 *
 * <p>In reading order: Fates (who counts), ExternalReads (what was seen of others), ListOrders and
 * RegisterOrders (dependencies), TimeOrders, DependencyGraph, Stage, Components, CycleSearch,
 * CycleNames, CycleText.
 */
@NullMarked
package dev.thermograph.properties.isolation.check;

import org.jspecify.annotations.NullMarked;
