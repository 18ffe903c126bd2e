package dev.thermograph.properties.isolation.check;

import dev.thermograph.properties.isolation.history.Items;

/**
 * One dependency of a cycle between two transactions.
 *
 * @param item what it is about, see {@link Items}
 * @param value the value that says so
 */
record Step(int from, int to, Dependency kind, int item, long value) {}
