/** What an index refuses or fails with; see {@code dev.thermograph.error} for the severities. */
@NullMarked
package dev.thermograph.index.error;

import org.jspecify.annotations.NullMarked;
