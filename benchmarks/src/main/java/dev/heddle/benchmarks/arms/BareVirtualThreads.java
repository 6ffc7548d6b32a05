package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Completion;
import dev.heddle.benchmarks.ConnectionEvents;
import dev.heddle.benchmarks.GroupArm;
import dev.heddle.benchmarks.NetworkArm;
import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.RepeatedStep;
import dev.heddle.benchmarks.RequestArm;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.ServerAddress;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.StaysOut;
import dev.heddle.benchmarks.StreamArm;
import dev.heddle.benchmarks.TaskArm;
import dev.heddle.benchmarks.TimerArm;
import dev.heddle.benchmarks.Victims;
import dev.heddle.benchmarks.workloads.TimerChurn;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/**
 * What one would write by hand with virtual threads and nothing else: a sleeping thread for each timed call, and two
 * for each connection, one at either end. No reactor, and nothing that keeps callbacks apart: both cores may run them.
 */
@Plays(value = Role.LIMIT, from = Size.SMOKE)
@StaysOut(
        of = TimerChurn.class,
        where = "outstanding",
        above = 200_000,
        because = "so many sleeping threads fill the heap of a fork, and what would be measured is the collection of"
                + " garbage")
public final class BareVirtualThreads implements TimerArm, NetworkArm, StreamArm, GroupArm, RequestArm, TaskArm {

    private static final Duration DELAY = Duration.ofNanos(HOUR_NANOS);

    /** A sleep of no length is none: the thread would only yield. */
    private static final Duration SHORTEST_SLEEP = Duration.ofNanos(1);

    private final List<ServerSocketChannel> ports = new ArrayList<>();
    private final BareVirtualThreadStreams streams = new BareVirtualThreadStreams();
    private final BlockingRequests requests = new BlockingRequests(Executors.newVirtualThreadPerTaskExecutor());

    /** Starts nothing yet. */
    public BareVirtualThreads() {}

    @Override
    public String description() {
        return "Plain virtual threads, one for each timed call and each end of a connection, on blocking channels: no"
                + " framework.";
    }

    @Override
    public void post(Runnable work) {
        Thread.startVirtualThread(work);
    }

    @Override
    public void callLater(long delayNanos, Runnable call) {
        callLaterFromThread(delayNanos, call);
    }

    @Override
    public Scheduled callLaterFromThread(long delayNanos, Runnable call) {
        return SleepingCall.start(System.nanoTime() + delayNanos, call);
    }

    @Override
    public void fire(int outstanding, int calls) {
        Waves waves = new Waves(outstanding, calls);
        Thread.startVirtualThread(waves::start);
        waves.completion.await(() -> waves.ran + " of " + calls + " threads");
        Completion.check("threads that slept", calls, waves.ran.get());
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            if (!latch.await(Completion.LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "still waiting for " + latch.getCount() + " after " + Completion.LIMIT_SECONDS + " s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Override
    public Churn openChurn(int outstanding) {
        return new SleeperChurn(outstanding);
    }

    @Override
    public void awaitFired(int times) {
        runTask(times, () -> CompletableFuture.completedFuture(1).join());
    }

    @Override
    public void awaitUnfired(int times) {
        runTask(times, () -> {
            CompletableFuture<Integer> result = new CompletableFuture<>();
            Thread.startVirtualThread(() -> result.complete(1));
            return result.join();
        });
    }

    @Override
    public void forkAndJoin(int times, int subtasks) {
        runTask(times, () -> {
            CountDownLatch ended = new CountDownLatch(subtasks);
            for (int subtask = 0; subtask < subtasks; subtask++) {
                Thread.startVirtualThread(ended::countDown);
            }
            ended.await();
            return 1;
        });
    }

    private static void runTask(int times, Callable<Integer> step) {
        RepeatedStep body = new RepeatedStep(times, step);
        Thread.startVirtualThread(body::call);
        body.await();
    }

    @Override
    public InetSocketAddress listen(ConnectionEvents events) {
        try {
            ServerSocketChannel port = ServerSocketChannel.open();
            port.bind(new InetSocketAddress(ServerAddress.get(), 0), BACKLOG);
            ports.add(port);
            Thread.startVirtualThread(() -> acceptAll(port, events));
            return (InetSocketAddress) port.getLocalAddress();
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot listen", refused);
        }
    }

    private static void acceptAll(ServerSocketChannel port, ConnectionEvents events) {
        try {
            while (true) {
                SocketChannel accepted = port.accept();
                Thread.startVirtualThread(() -> serve(accepted, events));
            }
        } catch (ClosedChannelException closed) {
            // The arm was closed.
        } catch (IOException refused) {
            events.failed(refused);
        }
    }

    private static void serve(SocketChannel accepted, ConnectionEvents events) {
        events.seen();
        try (accepted) {
            accepted.read(ByteBuffer.allocate(64));
            events.failed(new IllegalStateException("the server saw no reset"));
            return;
        } catch (IOException reset) {
            // Which is what was to come.
        }
        events.lost();
    }

    @Override
    public Runnable dial(InetSocketAddress server, ConnectionEvents events) {
        return () -> Thread.startVirtualThread(() -> connect(server, events));
    }

    /** A blocking connect would park, though on loopback the connection is there the moment after. */
    private static void connect(InetSocketAddress server, ConnectionEvents events) {
        try (SocketChannel channel = SocketChannel.open()) {
            channel.configureBlocking(false);
            boolean connected = channel.connect(server) || channel.finishConnect();
            channel.configureBlocking(true);
            if (!connected) {
                channel.finishConnect();
            }
            events.seen();
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException refused) {
            events.failed(refused);
            return;
        }
        events.lost();
    }

    @Override
    public InetSocketAddress echo() {
        return streams.echo();
    }

    /** There are no loops: all processors are used as it is. */
    @Override
    public InetSocketAddress echo(int loops) {
        return echo();
    }

    @Override
    public InetSocketAddress serve(Service service) {
        return requests.serve(service);
    }

    @Override
    public InetSocketAddress sink(LongConsumer received) {
        return streams.sink(received);
    }

    @Override
    public void connect(InetSocketAddress server, Client client) {
        streams.connect(server, client);
    }

    @Override
    public void close() {
        for (ServerSocketChannel port : ports) {
            closeQuietly(port);
        }
        closeQuietly(streams);
        closeQuietly(requests);
    }

    private static void closeQuietly(Closeable channel) {
        try {
            channel.close();
        } catch (IOException gone) {
            // The descriptor is released all the same.
        }
    }

    /** Threads that sleep for a moment, wave after wave: the last of each wave starts the next. */
    private static final class Waves implements Runnable {

        private final Completion completion = new Completion();
        private final AtomicInteger waiting = new AtomicInteger();
        private final AtomicInteger ran = new AtomicInteger();
        private final int outstanding;
        private final int calls;

        Waves(int outstanding, int calls) {
            this.outstanding = outstanding;
            this.calls = calls;
        }

        private void start() {
            int count = Math.min(outstanding, calls - ran.get());
            waiting.set(count);
            for (int started = 0; started < count; started++) {
                Thread.startVirtualThread(this);
            }
        }

        /** One timed call. */
        @Override
        public void run() {
            try {
                Thread.sleep(SHORTEST_SLEEP);
            } catch (InterruptedException unexpected) {
                completion.fail(unexpected);
            }
            ran.getAndIncrement();
            if (waiting.decrementAndGet() > 0) {
                return;
            }
            if (ran.get() < calls) {
                start();
            } else {
                completion.done();
            }
        }
    }

    /** Sleeping threads that are interrupted, to end or to sleep anew. */
    private static final class SleeperChurn implements Churn {

        private final Sleeper[] outstanding;
        private final Victims victims;

        SleeperChurn(int outstanding) {
            this.outstanding = new Sleeper[outstanding];
            victims = new Victims(outstanding);
            batch(outstanding, 1, (victim, processed) -> this.outstanding[victim] = new Sleeper(processed));
        }

        @Override
        public void cancelAndSchedule(int operations) {
            batch(operations, 2, (victim, processed) -> {
                outstanding[victim].cancel(processed);
                outstanding[victim] = new Sleeper(processed);
            });
        }

        @Override
        public void reset(int operations) {
            batch(operations, 1, (victim, processed) -> outstanding[victim].reset(processed));
        }

        @Override
        public void close() {
            batch(outstanding.length, 1, (victim, processed) -> outstanding[victim].cancel(processed));
            for (Sleeper sleeper : outstanding) {
                if (sleeper.overslept) {
                    throw new IllegalStateException("a thread woke up an hour early");
                }
            }
        }

        /**
         * No more at a time than there are threads: one must sleep before it can be woken again. The thread that asks
         * counts too, since a new thread may sleep before it is noted down.
         */
        private void batch(int operations, int eventsEach, Operation operation) {
            for (int left = operations; left > 0; left -= outstanding.length) {
                int count = Math.min(left, outstanding.length);
                CountDownLatch processed = new CountDownLatch(count * eventsEach + 1);
                Thread.startVirtualThread(() -> {
                    repeat(count, victim -> operation.accept(victim, processed));
                    processed.countDown();
                });
                awaitLatch(processed);
            }
        }

        private void repeat(int count, IntConsumer operation) {
            for (int done = 0; done < count; done++) {
                operation.accept(victims.next());
            }
        }
    }

    private interface Operation {

        /** Asks for something that ends in one count or more of {@code processed}. */
        void accept(int victim, CountDownLatch processed);
    }

    /** A timed call of an hour. */
    private static final class Sleeper implements Runnable {

        private final Thread thread;

        /** Counted when this thread goes to sleep, or ends. */
        private volatile CountDownLatch processed;

        private volatile boolean cancelled;
        private volatile boolean overslept;

        Sleeper(CountDownLatch processed) {
            this.processed = processed;
            thread = Thread.ofVirtual().unstarted(this);
            thread.start();
        }

        @Override
        public void run() {
            while (!cancelled) {
                try {
                    processed.countDown();
                    Thread.sleep(DELAY);
                    overslept = true;
                    return;
                } catch (InterruptedException woken) {
                    // To end, or to sleep anew: the loop's condition tells.
                }
            }
            processed.countDown();
        }

        private void cancel(CountDownLatch next) {
            cancelled = true;
            reset(next);
        }

        private void reset(CountDownLatch next) {
            processed = next;
            thread.interrupt();
        }
    }
}
