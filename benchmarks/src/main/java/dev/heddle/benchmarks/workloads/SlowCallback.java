package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Completion;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Recorder;
import dev.heddle.benchmarks.Run;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.StreamArm;
import dev.heddle.benchmarks.load.EchoLoad;
import dev.heddle.benchmarks.load.OpenLoop;
import dev.heddle.benchmarks.load.OpenLoop.Schedule;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What others feel when a callback takes some milliseconds: how long one waits for an echo, at a fixed rate, while
 * twenty times a second such work is posted to the arm, right after a request was sent. The work waits, as for a disk or a
 * lock, or it computes, and so takes a processor, too. The rest is as in {@link EchoLatency}.
 *
 * <p>Where callbacks are kept apart, a tenth of the requests meets one of these, if it takes 5 ms, and waits for its end, however the arm is
 * made; where nothing does that, they need not. So this shows the price of the promise that callbacks never overlap, and
 * not how a program should be written: slow work belongs elsewhere, off the loop.
 */
public final class SlowCallback implements OwnWorkload {

    private static final int USUAL_MILLIS = 5;

    /** Between two of them there has to be time for what waits. */
    private static final int MOST_MILLIS = 25;

    private static final int PER_SECOND = 1_000;
    private static final int REQUESTS = 2_000;
    private static final int REQUESTS_EACH = 50;
    private static final int CONNECTIONS = 64;
    private static final int MESSAGE_BYTES = 64;

    private static final String CALLBACK = "callback";
    private static final String WAITS = "waits";
    private static final String COMPUTES = "computes";
    private static final String MILLIS = "millis";

    /** Found by its package. */
    public SlowCallback() {}

    @Override
    public List<Class<? extends Arm>> kinds() {
        return List.of(StreamArm.class);
    }

    @Override
    public List<Point> points() {
        return List.of(
                Point.from(Size.PEERS, Parameters.of(CALLBACK, WAITS).with(MILLIS, USUAL_MILLIS))
                        .withControlsWhenChosen(),
                Point.from(Size.FULL, Parameters.of(CALLBACK, COMPUTES).with(MILLIS, USUAL_MILLIS)));
    }

    @Override
    public boolean allows(Parameters at) {
        return List.of(WAITS, COMPUTES).contains(at.text(CALLBACK)) && at.isBetween(MILLIS, 1, MOST_MILLIS);
    }

    @Override
    public boolean isPaced() {
        return true;
    }

    @Override
    public String title(Parameters at) {
        return "slow callback: an echo while another " + at.text(CALLBACK) + " " + at.text(MILLIS) + " ms";
    }

    @Override
    public String operation(Parameters at) {
        return "round trip";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                new Metric("p99", "us (99th percentile)", Better.LESS, Metric.LATENCY_MARGIN),
                new Metric("p50", "us (median)", Better.LESS, Metric.LATENCY_MARGIN));
    }

    @Override
    public Run open(String arm, Parameters at, Effort effort) {
        long slowNanos = TimeUnit.MILLISECONDS.toNanos(at.number(MILLIS));
        Runnable slow = switch (at.text(CALLBACK)) {
            case WAITS -> () -> pause(slowNanos);
            case COMPUTES -> () -> compute(slowNanos);
            default ->
                throw new IllegalArgumentException("parameter '" + CALLBACK + "' must be " + WAITS + " or " + COMPUTES
                        + ", not '" + at.text(CALLBACK) + "'");
        };
        int requests = Math.max(REQUESTS, PER_SECOND * effort.iterationMillis() / 1_000);
        Schedule schedule = new Schedule(requests, PER_SECOND, EchoLatency.GRACE_NANOS);
        return open(Arms.open(arm, StreamArm.class), slow, effort, schedule);
    }

    /** With an arm that is there. It is closed at the end. */
    static Run open(StreamArm server, Runnable slow, Effort effort, Schedule schedule) {
        try {
            return new Disturbed(
                    server, new OpenLoop(server.echo(), CONNECTIONS, MESSAGE_BYTES), slow, effort, schedule);
        } catch (RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    private static void pause(long nanos) {
        long endNanos = System.nanoTime() + nanos;
        for (long left = endNanos - System.nanoTime(); left > 0; left = endNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void compute(long nanos) {
        long endNanos = System.nanoTime() + nanos;
        while (System.nanoTime() - endNanos < 0) {
            Thread.onSpinWait();
        }
    }

    private record Disturbed(StreamArm server, OpenLoop clients, Runnable slow, Effort effort, Schedule schedule)
            implements Run {

        @Override
        public void warmUp() {
            clients.warmUp(effort.warmUps(), TimeUnit.MILLISECONDS.toNanos(effort.iterationMillis()));
            for (int left = effort.warmUpIterations(); left > 0; left--) {
                iteration(EchoLatency.WARM_UP_GRACE_NANOS);
            }
        }

        private EchoLoad iteration(long graceNanos) {
            Completion completion = new Completion(Math.ceilDiv(schedule.requests(), REQUESTS_EACH));
            Runnable work = () -> {
                slow.run();
                completion.done();
            };
            Schedule disturbed = schedule.withGrace(graceNanos).withEach(REQUESTS_EACH, () -> server.post(work));
            EchoLoad found = clients.run(disturbed);
            completion.await(() -> "all slow callbacks but " + completion.left());
            return found;
        }

        @Override
        public void measure(Recorder into) {
            EchoLoad found = iteration(schedule.graceNanos());
            found.tell(into);
            into.percentile("p99", EchoLoad.ROUND_TRIP, 99);
            into.percentile("p50", EchoLoad.ROUND_TRIP, 50);
        }

        @Override
        public void close() {
            clients.close();
            server.close();
        }
    }
}
