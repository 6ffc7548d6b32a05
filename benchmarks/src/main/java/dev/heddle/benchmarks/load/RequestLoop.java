package dev.heddle.benchmarks.load;

import dev.heddle.benchmarks.Completion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * The clients of every server of requests, whatever the arm: a plain NIO loop, run by the thread that measures. Each has one
 * request under way, and makes its connection anew after {@value RequestConnection#REQUESTS_EACH}. One request in
 * {@value #HOPELESS_EACH} is one whose time limit must pass.
 *
 * <p>Clients that wait for their answers all ask at once in the beginning, and what the server does with that is no speed. So
 * answers count from when there were as many as there are connections, until there were as many again at least: otherwise,
 * where a wave of requests takes longer than the span, the first answer of all would be counted, and no other.
 *
 * <p>Times are those of requests that were made while answers counted, whenever they were answered: of those that were
 * answered meanwhile, the slowest would be missing.
 *
 * <p>What comes back is compared with what was to come, byte by byte; and at the end of each iteration, what the server
 * says it has seen and done with what was asked of it.
 */
public final class RequestLoop implements AutoCloseable {

    private static final int HOPELESS_EACH = 50;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(Completion.LIMIT_SECONDS);

    /** Not everything that is waited for makes a channel ready. */
    private static final long WAIT_MILLIS = 1;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Requests requests;
    private final Selector selector;
    private final List<RequestConnection> all = new ArrayList<>();
    private final Queue<RequestConnection> free = new ArrayDeque<>();
    private final Consumer<SelectionKey> whenReady = this::ready;

    private Histogram nanos = new Histogram(3);
    private Histogram limitNanos = new Histogram(3);
    private boolean counting;
    private long beganCountingNanos;
    private long counted;
    private long begun;
    private long inTime;
    private long late;

    /** Connects when there is something to send. */
    public RequestLoop(InetSocketAddress server, Requests requests) {
        this.requests = requests;
        try {
            selector = Selector.open();
        } catch (IOException refused) {
            throw new IllegalStateException("cannot open a selector", refused);
        }
        for (int place = 0; place < requests.mostAtOnce(); place++) {
            all.add(new RequestConnection(requests, server, place, selector));
        }
        free.addAll(all);
    }

    /**
     * Has a request under way on each connection, all the time, and counts answers for so long at least.
     *
     * @throws IllegalStateException if an answer is another than it should be or does not come, or if the server has not seen
     *     or done what it should have
     */
    public RequestLoad runClosed(long spanNanos) {
        return run(() -> {
            long answeredBefore = answered();
            turnUntil(() -> answered() - answeredBefore >= all.size(), "the first answers", this::beginAll);
            count();
            turnUntil(
                    () -> System.nanoTime() - beganCountingNanos >= spanNanos
                            && counted >= all.size()
                            && nanos.getTotalCount() > 0,
                    "the answers that count",
                    this::beginAll);
        });
    }

    private long answered() {
        return inTime + late;
    }

    private void count() {
        counting = true;
        beganCountingNanos = System.nanoTime();
    }

    /**
     * Makes requests by a schedule, each on the connection that has been free for longest. A time counts from when the
     * request was due, whether there was a connection free or not. The loop spins, as that of {@link OpenLoop} does.
     *
     * @throws IllegalStateException as above
     * @throws Overload if not all are answered {@code graceNanos} after the last was due
     */
    public RequestLoad runOpen(int count, int perSecond, long graceNanos) {
        double stepNanos = NANOS_PER_SECOND / perSecond;
        return run(() -> {
            count();
            long firstNanos = beganCountingNanos;
            long lastNanos = firstNanos + Math.round((count - 1) * stepNanos);
            int sent = 0;
            while (sent < count || !isIdle()) {
                long nowNanos = System.nanoTime();
                long dueNanos = firstNanos + Math.round(sent * stepNanos);
                if (nowNanos - lastNanos > graceNanos) {
                    throw overload(count, perSecond, sent, graceNanos);
                }
                if (sent < count && nowNanos - dueNanos >= 0 && !free.isEmpty()) {
                    begin(nextKind(), dueNanos);
                    sent++;
                }
                turn(0);
            }
        });
    }

    private Overload overload(int count, int perSecond, int sent, long graceNanos) {
        return new Overload("overload: of " + count + " requests at " + perSecond + " per second, " + sent
                + " were sent and " + (nanos.getTotalCount() + limitNanos.getTotalCount()) + " answered within "
                + TimeUnit.NANOSECONDS.toMillis(graceNanos) + " ms after the last was due, " + free.size() + " of "
                + all.size() + " connections being free");
    }

    private interface Course {

        void run() throws IOException;
    }

    private RequestLoad run(Course course) {
        long beganCpuNanos = ThreadCpu.nanos();
        long begunBefore = begun;
        nanos = new Histogram(3);
        limitNanos = new Histogram(3);
        counted = 0;
        try {
            course.run();
            counting = false;
            long elapsedNanos = System.nanoTime() - beganCountingNanos;
            settle();
            double cpuSeconds = ThreadCpu.secondsSince(beganCpuNanos);
            return new RequestLoad(nanos, limitNanos, counted, elapsedNanos, begun - begunBefore, cpuSeconds);
        } catch (IOException failed) {
            throw failure(failed);
        }
    }

    /**
     * Does something while the server has a request under way on each connection, whose work waits for this.
     *
     * @return what that returns
     */
    public <T> T whileHeld(Callable<T> something) throws Exception {
        while (!free.isEmpty()) {
            begin(Requests.Kind.HELD, System.nanoTime());
        }
        turnUntil(() -> requests.held() == all.size(), "the work of all requests that are held");
        T found = something.call();
        requests.letGo();
        settle();
        return found;
    }

    private void beginAll() throws IOException {
        while (!free.isEmpty()) {
            begin(nextKind(), System.nanoTime());
        }
    }

    private Requests.Kind nextKind() {
        return begun % HOPELESS_EACH == HOPELESS_EACH - 1 ? Requests.Kind.HOPELESS : Requests.Kind.USUAL;
    }

    private void begin(Requests.Kind kind, long dueNanos) throws IOException {
        begun++;
        free.remove().begin(begun, kind, dueNanos, counting);
    }

    private boolean isIdle() {
        return free.size() == all.size();
    }

    /** Waits until nothing is under way, and checks that all was done. */
    private void settle() throws IOException {
        turnUntil(this::isIdle, "the last answers");
        long made = all.stream().mapToLong(connection -> connection.made).sum();
        long reset = all.stream().mapToLong(connection -> connection.reset).sum();
        turnUntil(() -> requests.seenLost() == reset, "the server's seeing that " + reset + " connections were reset");
        requests.check(made, inTime, late);
    }

    private void turnUntil(BooleanSupplier condition, String what) throws IOException {
        turnUntil(condition, what, () -> {});
    }

    private void turnUntil(BooleanSupplier condition, String what, Course beforeEach) throws IOException {
        long beganNanos = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - beganNanos > LIMIT_NANOS) {
                throw new IOException(what + " did not come within "
                        + Completion.LIMIT_SECONDS + " s, after " + answered() + " of "
                        + begun + " answers");
            }
            beforeEach.run();
            turn(WAIT_MILLIS);
        }
    }

    private void turn(long waitMillis) throws IOException {
        if (waitMillis == 0) {
            selector.selectNow(whenReady);
        } else {
            selector.select(whenReady, waitMillis);
        }
    }

    private void ready(SelectionKey key) {
        RequestConnection connection = (RequestConnection) key.attachment();
        try {
            if (connection.ready(key)) {
                answered(connection);
            }
        } catch (IOException failed) {
            throw failure(failed);
        }
    }

    private static IllegalStateException failure(IOException cause) {
        return new IllegalStateException("the requests failed: " + cause.getMessage(), cause);
    }

    private void answered(RequestConnection connection) {
        boolean isLate = connection.kind == Requests.Kind.HOPELESS;
        if (isLate) {
            late++;
        } else {
            inTime++;
        }
        if (counting) {
            counted++;
        }
        if (connection.isTimed) {
            (isLate ? limitNanos : nanos).recordValue(System.nanoTime() - connection.dueNanos);
        }
        free.add(connection);
    }

    /** Resets all connections. */
    @Override
    public void close() {
        try {
            for (RequestConnection connection : all) {
                connection.reset();
            }
            selector.close();
        } catch (IOException failed) {
            throw new IllegalStateException("cannot close a connection: " + failed, failed);
        }
    }
}
