package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.JmhWorkload;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.results.Findings;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.Pass;
import dev.heddle.benchmarks.results.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of one fork. */
record Attempt(
        Fork.Status status,
        Findings found,
        Fork.@Nullable Failure failure,
        @Nullable Profile profile) {

    /** Runs a fork for {@code cell}, and waits for its end; ends it if it takes too long. */
    static Attempt at(Cell cell, Size size, long leftNanos, ProfileFiles files) {
        ForkLimit limit = new ForkLimit(leftNanos, cell.longest(size));
        try {
            return cell.pass() == Pass.TIMING ? timed(cell, size) : ProfileHarness.run(cell, size, files);
        } catch (ForkFailure failed) {
            return new Attempt(
                    limit.status(failed.status()),
                    Findings.NONE,
                    new Fork.Failure(limit.reason(failed.reason()), failed.details()),
                    cell.pass() == Pass.TIMING ? null : new Profile(cell.pass(), null, List.of()));
        } finally {
            limit.close();
        }
    }

    private static Attempt timed(Cell cell, Size size) throws ForkFailure {
        Findings found = switch (cell.assignment().workload()) {
            case JmhWorkload jmh -> JmhHarness.run(jmh, cell, size);
            case OwnWorkload own -> OwnHarness.run(own, cell, cell.effort(size), cell.jvmFlags(size));
        };
        return new Attempt(Fork.Status.MEASURED, found, null, null);
    }
}
