package dev.heddle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.StreamArm.Client;
import dev.heddle.benchmarks.StreamArm.Connection;
import dev.heddle.benchmarks.load.DeafPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every arm with connections keeps what {@link StreamArm} promises, at both ends. */
class StreamArmsTest {

    private static final int MESSAGE_BYTES = 20_000;

    static List<String> arms() {
        return Arms.names(StreamArm.class);
    }

    private static ByteBuffer message() {
        byte[] bytes = new byte[MESSAGE_BYTES];
        new Random(7).nextBytes(bytes);
        return ByteBuffer.allocateDirect(MESSAGE_BYTES).put(bytes).flip();
    }

    /** Says the same so many times, and closes when it has it back as often. */
    private static final class Talk implements Client {

        final Completion ended = new Completion();
        private final ByteBuffer message = message();
        private final ByteBuffer answer = ByteBuffer.allocate(MESSAGE_BYTES);
        private final int times;
        private @Nullable Connection connection;
        int said;

        Talk(int times) {
            this.times = times;
        }

        @Override
        public void connected(Connection connection) {
            this.connection = connection;
            say(connection);
        }

        private void say(Connection to) {
            said++;
            to.send(message);
        }

        @Override
        public void received(ByteBuffer bytes) {
            ended.guard(() -> {
                assertThat(bytes.remaining()).isPositive();
                answer.put(bytes);
                if (!answer.hasRemaining() && connection != null) {
                    assertThat(answer.flip()).isEqualTo(message);
                    answer.clear();
                    next(connection);
                }
            });
        }

        private void next(Connection to) {
            if (said < times) {
                say(to);
            } else {
                to.close();
            }
        }

        @Override
        public void lost(@Nullable Throwable why) {
            end(ended, why);
        }
    }

    private static void end(Completion ended, @Nullable Throwable why) {
        if (why == null) {
            ended.done();
        } else {
            ended.fail(why);
        }
    }

    @ParameterizedTest
    @MethodSource("arms")
    void theEchoComesBackWholeAndInOrder(String name) {
        try (StreamArm arm = ArmsTest.open(name, StreamArm.class)) {
            InetSocketAddress server = arm.echo();
            List<Talk> talks = List.of(new Talk(20), new Talk(1), new Talk(5));

            talks.forEach(talk -> arm.connect(server, talk));

            talks.forEach(talk -> talk.ended.await(() -> talk.said + " messages"));
            assertThat(talks).extracting(talk -> talk.said).containsExactly(20, 1, 5);
        }
    }

    /** Sends the same so many times, each when the one before was sent. */
    private static final class Pump implements Client {

        final Completion ended = new Completion();
        private final ByteBuffer message = message();
        private final AtomicInteger left;

        Pump(int times) {
            left = new AtomicInteger(times);
        }

        @Override
        public void connected(Connection connection) {
            if (left.getAndDecrement() > 0) {
                connection.send(message);
                connection.whenSent(() -> connected(connection));
            } else {
                connection.close();
            }
        }

        @Override
        public void received(ByteBuffer bytes) {
            ended.fail(new AssertionError("nobody answers here"));
        }

        @Override
        public void lost(@Nullable Throwable why) {
            end(ended, why);
        }
    }

    @ParameterizedTest
    @MethodSource("arms")
    void theSinkIsToldOfAllThatCame(String name) {
        try (StreamArm clients = ArmsTest.open(name, StreamArm.class);
                StreamArm server = ArmsTest.open(name, StreamArm.class)) {
            AtomicLong missing = new AtomicLong(100L * MESSAGE_BYTES);
            Completion received = new Completion();
            Pump pump = new Pump(100);

            InetSocketAddress sink = server.sink(bytes -> {
                if (missing.addAndGet(-bytes) == 0) {
                    received.done();
                }
            });
            clients.connect(sink, pump);

            pump.ended.await(() -> "not all");
            received.await(() -> "all but " + missing + " bytes");
        }
    }

    @ParameterizedTest
    @MethodSource("arms")
    void aConnectionThatIsRefusedIsLost(String name) throws IOException {
        try (StreamArm arm = ArmsTest.open(name, StreamArm.class);
                DeafPort deaf = new DeafPort()) {
            Talk talk = new Talk(1);
            AtomicBoolean hasReason = new AtomicBoolean();
            Completion lost = new Completion();

            arm.connect(deaf.address(), new Client() {
                @Override
                public void connected(Connection connection) {
                    lost.fail(new AssertionError("nobody listens there"));
                }

                @Override
                public void received(ByteBuffer bytes) {
                    talk.received(bytes);
                }

                @Override
                public void lost(@Nullable Throwable why) {
                    hasReason.set(why != null);
                    lost.done();
                }
            });

            lost.await(() -> "nothing");
            assertThat(hasReason).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("arms")
    void whatIsToldOfAConnectionAndPostedToItNeverOverlaps(String name) {
        try (StreamArm arm = ArmsTest.open(name, StreamArm.class)) {
            Alone alone = new Alone(200);

            arm.connect(arm.echo(), alone);

            alone.ended.await(() -> alone.done + " of 400 calls");
        }
    }

    /** Posts as much as it sends, and notices if two calls are under way. */
    private static final class Alone implements Client {

        final Completion ended = new Completion();
        private final AtomicBoolean inside = new AtomicBoolean();
        private final ByteBuffer message = ByteBuffer.allocateDirect(64);
        private final int times;
        private @Nullable Connection connection;
        private int received;
        private int posted;
        volatile int done;

        Alone(int times) {
            this.times = times;
        }

        @Override
        public void connected(Connection connection) {
            this.connection = connection;
            ask(connection);
        }

        private void ask(Connection to) {
            to.send(message);
            to.post(() -> call(() -> posted++));
        }

        @Override
        public void received(ByteBuffer bytes) {
            int count = bytes.remaining();
            call(() -> {
                received += count;
                if (received % message.capacity() == 0 && received < times * message.capacity() && connection != null) {
                    ask(connection);
                }
            });
        }

        private void call(Runnable work) {
            if (inside.getAndSet(true)) {
                ended.fail(new AssertionError("two calls at the same time"));
            }
            ended.guard(work);
            done = posted + received / message.capacity();
            inside.set(false);
            if (done == 2 * times) {
                ended.done();
            }
        }

        @Override
        public void lost(@Nullable Throwable why) {
            ended.fail(new AssertionError("lost", why));
        }
    }
}
