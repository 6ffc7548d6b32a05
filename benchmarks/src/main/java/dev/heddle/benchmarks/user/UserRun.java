package dev.heddle.benchmarks.user;

import dev.heddle.Reactor;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.ReactorsArm;
import dev.heddle.benchmarks.Recorder;
import dev.heddle.benchmarks.Run;
import dev.heddle.benchmarks.Times;
import dev.heddle.benchmarks.UserWorkload;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A user's workload under way. Whatever its code throws becomes an exception that says which call failed, and why, in one
 * line.
 */
final class UserRun implements Run {

    private static final int LARGEST_BATCH = 1 << 24;
    private static final int TRIES = 3;

    /** Nothing that is done one after the other is done in less. */
    private static final long LEAST_NANOS = 1;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final double NANOS_PER_MICRO = 1e3;

    private final UserWorkload workload;
    private final ReactorsArm arm;
    private final Effort effort;
    private final long iterationNanos;
    private final Reactor server;
    private final Reactor client;
    private final UserWorkload.Work work;

    private int batch = 1;

    private UserRun(
            UserWorkload workload,
            ReactorsArm arm,
            Effort effort,
            Reactor server,
            Reactor client,
            UserWorkload.Work work) {
        this.workload = workload;
        this.arm = arm;
        this.effort = effort;
        this.server = server;
        this.client = client;
        this.work = work;
        iterationNanos = TimeUnit.MILLISECONDS.toNanos(effort.iterationMillis());
    }

    /** Has the user's code open its work. The arm is closed at the end. */
    static UserRun open(UserWorkload workload, Parameters at, ReactorsArm arm, Effort effort) {
        try {
            workload.set(at);
        } catch (Exception | Error thrown) {
            arm.close();
            throw failed(workload, "set(" + at + ")", thrown);
        }
        Reactor server = arm.openReactor();
        Reactor client = arm.openReactor();
        try {
            return new UserRun(workload, arm, effort, server, client, workload.open(server, client));
        } catch (Exception | Error thrown) {
            closeAll(client, server, arm);
            throw failed(workload, "open", thrown);
        }
    }

    private static IllegalStateException failed(UserWorkload workload, String call, Throwable thrown) {
        return new IllegalStateException(
                workload.getClass().getName() + ": " + call + " failed: " + Causes.inOneLine(thrown), thrown);
    }

    private static void closeAll(Reactor client, Reactor server, ReactorsArm arm) {
        client.close();
        server.close();
        arm.close();
    }

    @Override
    public void warmUp() {
        while (batch < LARGEST_BATCH && !lastsLongEnough()) {
            batch *= 2;
        }
        if (batch == LARGEST_BATCH) {
            checkThatItDoesSomething();
        }
        for (int left = Math.max(effort.warmUpIterations(), 1); left > 0; left--) {
            resize(iteration().perSecond());
        }
    }

    private void checkThatItDoesSomething() {
        long nanos = nanosFor(batch);
        for (int left = TRIES - 1; left > 0; left--) {
            nanos = Math.min(nanos, nanosFor(batch));
        }
        if (nanos < batch * LEAST_NANOS) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "%s does nothing that can be measured: run(%,d) returned within %d ms, and it must return only"
                            + " when so many operations were done",
                    workload.getClass().getName(),
                    batch,
                    Math.ceilDiv(batch * LEAST_NANOS, NANOS_PER_MILLI)));
        }
    }

    /** Several times in a row: anything may take long once, and too small a batch would be measured for ever after. */
    private boolean lastsLongEnough() {
        for (int left = TRIES; left > 0; left--) {
            if (nanosFor(batch) < iterationNanos) {
                return false;
            }
        }
        return true;
    }

    /** What was slow only because it was the first time has made batches too small. */
    private void resize(double perSecond) {
        double inTime = perSecond * iterationNanos / NANOS_PER_SECOND;
        batch = (int) Math.clamp(Math.ceil(inTime), batch, LARGEST_BATCH);
    }

    private long nanosFor(int operations) {
        long begunNanos = System.nanoTime();
        try {
            arm.run(work, operations);
        } catch (Exception | Error thrown) {
            throw failed(workload, "run(" + operations + ")", thrown);
        }
        return System.nanoTime() - begunNanos;
    }

    /** Some operations, and how long they took. */
    private record Done(long operations, long nanos) {

        double perSecond() {
            return operations * NANOS_PER_SECOND / nanos;
        }
    }

    /** Whole batches, until there is time for no more. */
    private Done iteration() {
        long operations = 0;
        long nanos = 0;
        while (nanos < iterationNanos) {
            nanos += nanosFor(batch);
            operations += batch;
        }
        return new Done(operations, nanos);
    }

    @Override
    public void measure(Recorder into) {
        Optional<Times> times = workload.times();
        times.ifPresent(Times::taken); // what was told before is not of this iteration
        Done done = iteration();
        into.figure(UserWork.SPEED, done.perSecond());
        into.operations(done.operations);
        times.ifPresent(told -> tell(told.taken(), into));
    }

    private void tell(Histogram nanos, Recorder into) {
        if (nanos.getTotalCount() == 0) {
            throw failed(
                    workload,
                    "run",
                    new IllegalStateException("it has times(), but told none of them how long an operation took"));
        }
        into.figure(UserWork.MEDIAN, nanos.getValueAtPercentile(50) / NANOS_PER_MICRO);
        into.figure(UserWork.SLOWEST, nanos.getValueAtPercentile(99) / NANOS_PER_MICRO);
        into.histogram(workload.operation(), nanos);
    }

    @Override
    public void close() throws IOException {
        try {
            work.close();
        } catch (Exception | Error thrown) {
            throw new IOException(failed(workload, "close", thrown));
        } finally {
            closeAll(client, server, arm);
        }
    }
}
