/**
 * Tests. Records against their blocks, catalogs against their bytes, schemas against each other.
 */
@NullMarked
package dev.thermograph.engine.internal.schema;

import org.jspecify.annotations.NullMarked;
