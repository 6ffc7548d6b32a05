package dev.heddle.benchmarks.load;

import dev.heddle.benchmarks.Completion;
import dev.heddle.benchmarks.StreamArm;
import dev.heddle.benchmarks.StreamArm.Client;
import dev.heddle.benchmarks.StreamArm.Connection;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A closed loop whose clients are those of an arm, written as a user of that library would. What they take of the processor
 * cannot be told from what a server on the same loop takes.
 *
 * <p>A few messages, of which each connection sends another one each time, are shared by all.
 */
public final class ArmClosedLoop implements ClosedLoop {

    private static final int MESSAGES = 4;
    private static final long SEED = 42;

    private final List<ByteBuffer> messages;
    private final StreamArm arm;
    private final List<Talker> talkers;
    private volatile Iteration iteration = new Iteration(0);

    /**
     * Connects, and waits for a first round trip on each connection.
     *
     * @throws IllegalStateException if a connection fails
     */
    public ArmClosedLoop(StreamArm arm, InetSocketAddress server, int connections, int messageBytes) {
        this.arm = arm;
        Random random = new Random(SEED);
        messages = IntStream.range(0, MESSAGES)
                .mapToObj(index -> message(random, messageBytes))
                .toList();
        iteration = new Iteration(connections);
        iteration.asking = false;
        talkers = IntStream.range(0, connections).mapToObj(Talker::new).toList();
        talkers.forEach(talker -> arm.connect(server, talker));
        iteration.ended.await(() -> "a first round trip on all connections but " + iteration.ended.left());
    }

    private static ByteBuffer message(Random random, int messageBytes) {
        byte[] bytes = new byte[messageBytes];
        random.nextBytes(bytes);
        return ByteBuffer.allocateDirect(messageBytes).put(bytes).flip();
    }

    @Override
    public EchoLoad run(long spanNanos) {
        Iteration next = new Iteration(talkers.size());
        iteration = next;
        // One message from outside: busy carriers of virtual threads may take no more from there.
        arm.post(() -> talkers.forEach(Talker::begin));
        next.begun.await(() -> "a first answer on all connections but " + next.begun.left());
        long beganNanos = System.nanoTime();
        next.counting = true;
        long elapsedNanos = next.count(beganNanos, spanNanos);
        next.counting = false;
        next.asking = false;
        next.ended.await(() -> "the last answer on all connections but " + next.ended.left());
        return new EchoLoad(next.nanos, new Histogram(3), next.uncounted.get(), elapsedNanos, null);
    }

    /** Nothing: the connections end with their arm. */
    @Override
    public void close() {}

    /** What came of one iteration; the first one is to connect, and a single round trip. */
    private static final class Iteration {

        /** Every connection has had an answer. */
        final Completion begun;

        /** Every connection is through. */
        final Completion ended;

        /** How many answers there were while it was not counted. */
        final AtomicLong uncounted = new AtomicLong();

        final Histogram nanos = new AtomicHistogram(TimeUnit.SECONDS.toNanos(2 * Completion.LIMIT_SECONDS), 3);
        volatile boolean asking = true;
        volatile boolean counting;
        private volatile boolean failed;

        Iteration(int connections) {
            begun = new Completion(connections);
            ended = new Completion(connections);
        }

        /** Waits so long, and for an answer at least; no longer than until it fails. */
        long count(long beganNanos, long spanNanos) {
            long elapsedNanos = 0;
            while (!failed && (elapsedNanos < spanNanos || nanos.getTotalCount() == 0)) {
                if (elapsedNanos > spanNanos + TimeUnit.SECONDS.toNanos(Completion.LIMIT_SECONDS)) {
                    throw new IllegalStateException("no answer within " + Completion.LIMIT_SECONDS + " s");
                }
                LockSupport.parkNanos(Math.max(spanNanos - elapsedNanos, TimeUnit.MILLISECONDS.toNanos(1)));
                elapsedNanos = System.nanoTime() - beganNanos;
            }
            return elapsedNanos;
        }

        void answered(boolean first, long tookNanos) {
            if (counting && !first) {
                nanos.recordValue(tookNanos);
            } else {
                uncounted.incrementAndGet();
            }
            if (first) {
                begun.done();
            }
        }

        void fail(Throwable cause) {
            failed = true;
            begun.fail(cause);
            ended.fail(cause);
        }
    }

    /** The client of one connection. What it is told and what is posted to it does not overlap. */
    private final class Talker implements Client {

        private final List<ByteBuffer> answers =
                messages.stream().map(ByteBuffer::duplicate).toList();

        /** Which message is the next. */
        private int next;

        private boolean first;
        private long askedNanos;
        private ByteBuffer answer = ByteBuffer.allocate(0);

        /** From {@link #connected} on, which is before all else. */
        private @Nullable Connection connection;

        Talker(int number) {
            next = number % MESSAGES;
        }

        @Override
        public void connected(Connection connection) {
            this.connection = connection;
            ask(System.nanoTime());
        }

        private Connection connection() {
            if (connection == null) {
                throw new IllegalStateException("there is no connection yet");
            }
            return connection;
        }

        void begin() {
            connection().post(() -> {
                first = true;
                ask(System.nanoTime());
            });
        }

        private void ask(long nowNanos) {
            askedNanos = nowNanos;
            answer = answers.get(next).rewind();
            ByteBuffer message = messages.get(next);
            next = (next + 1) % MESSAGES;
            connection().send(message);
        }

        @Override
        public void received(ByteBuffer bytes) {
            try {
                check(bytes);
            } catch (RuntimeException wrong) {
                iteration.fail(wrong);
                return;
            }
            if (!answer.hasRemaining()) {
                answered(iteration, System.nanoTime());
            }
        }

        private void check(ByteBuffer bytes) {
            if (bytes.remaining() > answer.remaining()) {
                throw new IllegalStateException("there came " + bytes.remaining() + " bytes where " + answer.remaining()
                        + " were left of an answer");
            }
            answer.limit(answer.position() + bytes.remaining());
            int different = answer.mismatch(bytes);
            if (different >= 0) {
                throw new IllegalStateException(
                        "an answer is not what was sent, from byte " + (answer.position() + different) + " on");
            }
            answer.position(answer.limit()).limit(answer.capacity());
        }

        private void answered(Iteration now, long nowNanos) {
            now.answered(first, nowNanos - askedNanos);
            first = false;
            if (now.asking) {
                ask(nowNanos);
            } else {
                now.ended.done();
            }
        }

        @Override
        public void lost(@Nullable Throwable why) {
            iteration.fail(why == null ? new IllegalStateException("the server closed a connection") : why);
        }
    }
}
