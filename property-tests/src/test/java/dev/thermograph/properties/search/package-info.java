/** Tests. Searches through the door against plain lists of vectors. */
@NullMarked
package dev.thermograph.properties.search;

import org.jspecify.annotations.NullMarked;
