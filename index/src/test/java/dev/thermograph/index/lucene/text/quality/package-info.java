/** How good a ranking is, measured on a public collection. */
@NullMarked
package dev.thermograph.index.lucene.text.quality;

import org.jspecify.annotations.NullMarked;
