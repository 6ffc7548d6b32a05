/** What was measured, as figures: how they are saved, read back, and what may be concluded from them. */
@NullMarked
package dev.heddle.benchmarks.results;

import org.jspecify.annotations.NullMarked;
