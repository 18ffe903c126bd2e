/** Tests. Searches through the door. */
@NullMarked
package dev.thermograph.engine.search;

import org.jspecify.annotations.NullMarked;
