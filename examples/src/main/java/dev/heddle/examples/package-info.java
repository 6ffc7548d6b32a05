/** Programs that use Heddle, each a file that can be read by itself. {@link dev.heddle.examples.Run} starts any of them. */
@NullMarked
package dev.heddle.examples;

import org.jspecify.annotations.NullMarked;
