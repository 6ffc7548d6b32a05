/** What there is to do: a public class for each workload, found by itself. */
@NullMarked
package dev.heddle.benchmarks.workloads;

import org.jspecify.annotations.NullMarked;
