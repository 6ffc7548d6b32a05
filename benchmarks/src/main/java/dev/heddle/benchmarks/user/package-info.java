/** Finds workloads that users have written, and measures them as the lab's own. */
@NullMarked
package dev.heddle.benchmarks.user;

import org.jspecify.annotations.NullMarked;
