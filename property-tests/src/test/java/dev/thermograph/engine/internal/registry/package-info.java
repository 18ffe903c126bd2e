/** Tests that need the crash files of this module. */
@NullMarked
package dev.thermograph.engine.internal.registry;

import org.jspecify.annotations.NullMarked;
