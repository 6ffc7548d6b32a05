/** Programs that run in a JVM of their own, one arm in each, and tell what they found in lines. */
@NullMarked
package dev.heddle.benchmarks.fork;

import org.jspecify.annotations.NullMarked;
