/** How results are shown. */
@NullMarked
package dev.heddle.benchmarks.report;

import org.jspecify.annotations.NullMarked;
