/** Tests. */
@NullMarked
package dev.thermograph.index.lucene;

import org.jspecify.annotations.NullMarked;
