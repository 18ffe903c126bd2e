/** Tests. */
@NullMarked
package dev.thermograph.engine.internal.quota;

import org.jspecify.annotations.NullMarked;
