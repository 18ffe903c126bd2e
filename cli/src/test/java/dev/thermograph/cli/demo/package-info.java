/** Tests. What the demo shows. */
@NullMarked
package dev.thermograph.cli.demo;

import org.jspecify.annotations.NullMarked;
