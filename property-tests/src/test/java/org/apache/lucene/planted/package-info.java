/** Planted for ArchitectureTest: these classes are not part of the product. */
@NullMarked
package org.apache.lucene.planted;

import org.jspecify.annotations.NullMarked;
