/**
 * What is tested for isolation: {@link
 * dev.thermograph.properties.isolation.subject.IsolationSubject}. The two in here are correct;
 * those of package {@code planted} are not.
 */
@NullMarked
package dev.thermograph.properties.isolation.subject;

import org.jspecify.annotations.NullMarked;
