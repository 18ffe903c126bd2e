/**
 * Filters on their way to a tenant's memory: bound to its kinds, asked of one node after the other.
 */
@NullMarked
package dev.thermograph.engine.internal.filter;

import org.jspecify.annotations.NullMarked;
