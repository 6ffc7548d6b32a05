package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Completion;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.StreamArm;
import dev.heddle.benchmarks.load.PlainSenders;
import dev.heddle.benchmarks.load.PlainSink;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How many mebibytes per second go one way over loopback, on connections that are there, in messages of 64 KiB. One end is
 * the arm's; the other is a blocking channel with a platform thread for each connection, the same for all arms.
 *
 * <p>An arm that {@code receives} counts what comes, and does nothing with it. One that {@code sends} has one message at a
 * time for each connection, and the next when that is with the kernel; what arrives is compared with what was sent, by the
 * other end. An invocation is {@value #MEBIBYTES} MiB, until the last byte was received.
 *
 * <p>Most of this is the kernel copying memory, so arms differ less than they do with small messages.
 */
public class Bulk extends PerSecondBenchmark {

    private static final int MEBIBYTES = 64;
    private static final int MESSAGE_BYTES = 64 * 1_024;
    private static final int MESSAGES = MEBIBYTES * 1_024 * 1_024 / MESSAGE_BYTES;

    /** With more, each would have few messages in an invocation, which would be about its beginning and end. */
    private static final int MOST_CONNECTIONS = 64;

    private static final String RECEIVES = "receives";
    private static final String SENDS = "sends";

    /** Who receives, or sends. */
    @Param({"selector", "loom", "bare-nio", "bare-virtual-threads"})
    public String arm = "";

    /** What the arm does. */
    @Param({RECEIVES, SENDS})
    public String does = "";

    /** How many connections there are. */
    @Param({"1", "8"})
    public int connections;

    /** How many messages are sent before anything is measured. */
    @Param("20000")
    public int warmUpMessages;

    private final ByteBuffer message = message();
    private volatile Batch batch = new Batch(0);

    @SuppressWarnings("NullAway.Init") // by open
    private StreamArm opened;

    @SuppressWarnings("NullAway.Init") // by open
    private AutoCloseable otherEnd;

    /** Begins to send so many messages on each connection. */
    @SuppressWarnings("NullAway.Init") // by open
    private Begin begin;

    private interface Begin {

        void send(int messagesOnEach, Batch batch);
    }

    private static ByteBuffer message() {
        byte[] bytes = new byte[MESSAGE_BYTES];
        new Random(MESSAGE_BYTES).nextBytes(bytes);
        return ByteBuffer.allocateDirect(MESSAGE_BYTES).put(bytes).flip();
    }

    /** Starts the arm, connects, and warms up. */
    @Setup
    public void open() {
        if (connections < 1 || MESSAGES % connections != 0) {
            throw new IllegalArgumentException(
                    "parameter 'connections' must divide " + MESSAGES + ", which " + connections + " does not");
        }
        opened = Arms.open(arm, StreamArm.class);
        switch (does) {
            case RECEIVES -> openSenders();
            case SENDS -> openSink();
            default ->
                throw new IllegalArgumentException(
                        "parameter 'does' must be " + RECEIVES + " or " + SENDS + ", not '" + does + "'");
        }
        for (int sent = 0; sent < warmUpMessages; sent += MESSAGES) {
            send();
        }
    }

    private void openSenders() {
        PlainSenders senders = new PlainSenders(opened.sink(bytes -> batch.received(bytes)), connections, message);
        otherEnd = senders;
        begin = (messagesOnEach, to) -> senders.send(messagesOnEach, to.completion::fail);
    }

    private void openSink() {
        PlainSink sink = new PlainSink(message, bytes -> batch.received(bytes), cause -> batch.completion.fail(cause));
        otherEnd = sink;
        Completion connected = new Completion(connections);
        List<Pump> pumps = IntStream.range(0, connections)
                .mapToObj(made -> new Pump(connected))
                .toList();
        pumps.forEach(pump -> opened.connect(sink.address(), pump));
        connected.await(() -> "all connections but " + connected.left());
        begin = (messagesOnEach, to) -> opened.post(() -> pumps.forEach(pump -> pump.begin(messagesOnEach)));
    }

    /** Sends, and waits until all was received. */
    @Benchmark
    @OperationsPerInvocation(MEBIBYTES)
    public void send() {
        Batch next = new Batch((long) MESSAGES * MESSAGE_BYTES);
        batch = next;
        begin.send(MESSAGES / connections, next);
        next.completion.await(() -> "all but " + next.left + " bytes");
    }

    /** Ends the connections, and the arm. */
    @TearDown
    public void close() throws Exception {
        otherEnd.close();
        opened.close();
    }

    @Override
    public List<Class<? extends Arm>> kinds() {
        return List.of(StreamArm.class);
    }

    @Override
    public List<Point> points() {
        return List.of(
                Point.from(Size.PEERS, at(RECEIVES, 1)).withControlsWhenChosen(),
                Point.from(Size.FULL, at(RECEIVES, 8)),
                Point.from(Size.PEERS, at(SENDS, 1)),
                Point.from(Size.FULL, at(SENDS, 8)));
    }

    private static Parameters at(String does, int connections) {
        return Parameters.of("does", does).with("connections", connections);
    }

    @Override
    public Optional<String> warmUp() {
        return Optional.of("warmUpMessages");
    }

    /** Each connection has its share of the messages. */
    @Override
    public boolean allows(Parameters at) {
        return List.of(RECEIVES, SENDS).contains(at.text("does"))
                && at.isBetween("connections", 1, MOST_CONNECTIONS)
                && MESSAGES % at.number("connections") == 0;
    }

    @Override
    public String title(Parameters at) {
        return "bulk: an arm " + at.text("does") + ", " + at.counted("connections", "connection");
    }

    @Override
    public String operation(Parameters at) {
        return "mebibyte";
    }

    /** The bytes of one invocation. */
    private static final class Batch {

        private final Completion completion = new Completion();
        private final AtomicLong left;

        Batch(long bytes) {
            left = new AtomicLong(bytes);
        }

        private void received(long bytes) {
            long now = left.addAndGet(-bytes);
            if (now == 0) {
                completion.done();
            } else if (now < 0) {
                completion.fail(new IllegalStateException("there came " + -now + " bytes more than were sent"));
            }
        }
    }

    /** The arm's end of a connection that it sends on. */
    private final class Pump implements StreamArm.Client {

        private final Completion connected;
        private StreamArm.@Nullable Connection connection;

        Pump(Completion connected) {
            this.connected = connected;
        }

        @Override
        public void connected(StreamArm.Connection connection) {
            this.connection = connection;
            connected.done();
        }

        void begin(int messages) {
            StreamArm.Connection to = connection;
            if (to == null) {
                throw new IllegalStateException("there is no connection yet");
            }
            to.post(() -> send(to, messages));
        }

        private void send(StreamArm.Connection to, int messages) {
            to.send(message);
            if (messages > 1) {
                to.whenSent(() -> send(to, messages - 1));
            }
        }

        @Override
        public void received(ByteBuffer bytes) {
            batch.completion.fail(new IllegalStateException("there came an answer where none is given"));
        }

        @Override
        public void lost(@Nullable Throwable why) {
            IllegalStateException lost = new IllegalStateException("a connection was lost", why);
            connected.fail(lost);
            batch.completion.fail(lost);
        }
    }
}
