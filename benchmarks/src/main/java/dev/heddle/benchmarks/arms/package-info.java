/** The arms: every public class here that is an {@link dev.heddle.benchmarks.Arm} takes part in a comparison. */
@NullMarked
package dev.heddle.benchmarks.arms;

import org.jspecify.annotations.NullMarked;
