/**
 * Transactions do not disturb each other: recorded histories of random workloads are searched for
 * anomalies.
 *
 * <p>Package {@code subject} is what can be tested, {@code workload} runs it, {@code history} is
 * what was recorded, {@code check} judges it, {@code planted} are faults that have to be found.
 * {@link dev.thermograph.properties.isolation.Campaign} puts them together. To test something new,
 * implement {@link dev.thermograph.properties.isolation.subject.IsolationSubject} for it.
 */
@NullMarked
package dev.thermograph.properties.isolation;

import org.jspecify.annotations.NullMarked;
