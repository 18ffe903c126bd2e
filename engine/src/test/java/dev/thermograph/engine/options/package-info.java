/** Tests. */
@NullMarked
package dev.thermograph.engine.options;

import org.jspecify.annotations.NullMarked;
