/** Tests. */
@NullMarked
package dev.thermograph.engine;

import org.jspecify.annotations.NullMarked;
