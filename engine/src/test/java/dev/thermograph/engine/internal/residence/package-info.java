/** Tests. */
@NullMarked
package dev.thermograph.engine.internal.residence;

import org.jspecify.annotations.NullMarked;
