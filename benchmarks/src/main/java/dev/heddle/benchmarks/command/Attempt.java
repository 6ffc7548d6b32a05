package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.JmhWorkload;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.results.Findings;
import dev.heddle.benchmarks.results.Fork;
import org.jspecify.annotations.Nullable;

/** What came of one fork. */
record Attempt(Fork.Status status, Findings found, Fork.@Nullable Failure failure) {

    /** Runs a fork for {@code cell}, and waits for its end; ends it if it takes too long. */
    static Attempt at(Cell cell, Size size, long leftNanos) {
        ForkLimit limit = new ForkLimit(leftNanos);
        try {
            return new Attempt(Fork.Status.MEASURED, measure(cell, size), null);
        } catch (ForkFailure failed) {
            return new Attempt(
                    limit.isReached() ? Fork.Status.TIMED_OUT : Fork.Status.FAILED,
                    Findings.NONE,
                    new Fork.Failure(failed.reason(), failed.details()));
        } finally {
            limit.close();
        }
    }

    private static Findings measure(Cell cell, Size size) throws ForkFailure {
        return switch (cell.assignment().workload()) {
            case JmhWorkload jmh -> JmhHarness.run(jmh, cell, size);
            case OwnWorkload own -> OwnHarness.run(own, cell, size.effort(), cell.jvmFlags(size));
        };
    }
}
