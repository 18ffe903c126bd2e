/** What every implementation of the file seam promises, in one contract that all of them pass. */
@NullMarked
package dev.thermograph.properties.segment;

import org.jspecify.annotations.NullMarked;
