/**
 * What {@code ./thermograph demo} shows: {@link dev.thermograph.cli.demo.LogDemo} has the steps in
 * order. The demo uses only what any user of the log can use.
 */
@NullMarked
package dev.thermograph.cli.demo;

import org.jspecify.annotations.NullMarked;
