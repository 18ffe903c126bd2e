/** Tests. Power cuts under what reads the log from outside: followers and archives. */
@NullMarked
package dev.thermograph.properties.outside;

import org.jspecify.annotations.NullMarked;
