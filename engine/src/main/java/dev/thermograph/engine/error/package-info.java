/**
 * What the engine refuses or cannot do, one type per kind. All extend {@link
 * dev.thermograph.error.ThermographException}, whose severity says what a caller can do.
 */
@NullMarked
package dev.thermograph.engine.error;

import org.jspecify.annotations.NullMarked;
