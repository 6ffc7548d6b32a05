/** Measures the backends against each other and against what could be written by hand: the workloads and their arms. */
@NullMarked
package dev.heddle.benchmarks;

import org.jspecify.annotations.NullMarked;
