/** What gives the servers of the arms something to do, and is the same for all of them. */
@NullMarked
package dev.heddle.benchmarks.load;

import org.jspecify.annotations.NullMarked;
