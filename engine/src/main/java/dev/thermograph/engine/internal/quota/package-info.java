/**
 * What one tenant may use: {@link dev.thermograph.engine.internal.quota.Allowance} says yes or
 * refuses.
 */
@NullMarked
package dev.thermograph.engine.internal.quota;

import org.jspecify.annotations.NullMarked;
