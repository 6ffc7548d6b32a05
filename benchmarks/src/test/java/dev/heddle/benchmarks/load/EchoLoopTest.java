package dev.heddle.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a server that does it right, and with others. */
@Timeout(120)
class EchoLoopTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final FakeServer right =
            new FakeServer(client -> client.getInputStream().transferTo(client.getOutputStream()));

    @Test
    void clientsThatWaitCountWhatCameBack() {
        try (right;
                ClosedLoop clients = new PlainClosedLoop(right.echo(), 3, 100)) {
            clients.run(MILLI);
            EchoLoad load = clients.run(20 * MILLI);

            assertThat(load.answers()).isPositive();
            assertThat(load.elapsedNanos()).isGreaterThanOrEqualTo(20 * MILLI);
            assertThat(load.perSecond()).isEqualTo(load.answers() * 1e9 / load.elapsedNanos());
            assertThat(load.micros(100)).isGreaterThanOrEqualTo(load.micros(50)).isPositive();
            assertThat(load.lateNanos().getTotalCount()).isZero();
        }
    }

    @Test
    void severalLoopsShareTheConnectionsAndCountTogether() {
        AtomicInteger served = new AtomicInteger();
        try (FakeServer counting = new FakeServer(client -> {
                    served.getAndIncrement();
                    client.getInputStream().transferTo(client.getOutputStream());
                });
                ClosedLoop clients = PlainClosedLoops.open(counting.echo(), 5, 100, 2)) {
            clients.run(MILLI);
            EchoLoad load = clients.run(20 * MILLI);

            assertThat(served).hasValue(5);
            assertThat(load.answers()).isPositive();
            assertThat(load.elapsedNanos()).isGreaterThanOrEqualTo(20 * MILLI);
            assertThat(load.cpuSeconds()).isPositive();
        }
    }

    @Test
    void aLoopThatFailsDoesNotLeaveTheOthersWaiting() {
        AtomicInteger served = new AtomicInteger();
        try (FakeServer cutting = new FakeServer(client -> {
                    if (served.getAndIncrement() > 0) {
                        client.getInputStream().transferTo(client.getOutputStream());
                    }
                });
                ClosedLoop clients = PlainClosedLoops.open(cutting.echo(), 2, 64, 2)) {
            assertThatThrownBy(() -> clients.run(MILLI))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the echo failed");
        }
    }

    @Test
    void messagesThatDoNotFitIntoTheKernelAreSentInPieces() {
        CountDownLatch full = new CountDownLatch(1);
        int bytes = 16 * 1_024 * 1_024;
        try (FakeServer slow = new FakeServer(client -> {
                    client.getOutputStream().write(client.getInputStream().readNBytes(bytes));
                    full.countDown();
                    client.getInputStream().transferTo(client.getOutputStream());
                });
                OpenLoop clients = new OpenLoop(slow.echo(), 1, bytes)) {
            assertThat(clients.run(new OpenLoop.Schedule(2, 1_000, GRACE_NANOS)).answers())
                    .isEqualTo(2);
            assertThat(full.getCount()).isZero();
        }
    }

    @Test
    void requestsAreSentWhenTheyAreDueAndTimedFromThen() {
        try (right;
                OpenLoop clients = new OpenLoop(right.echo(), 4, 64)) {
            clients.run(new OpenLoop.Schedule(8, 2_000, GRACE_NANOS));
            EchoLoad load = clients.run(new OpenLoop.Schedule(41, 2_000, GRACE_NANOS));

            assertThat(load.answers()).isEqualTo(41);
            assertThat(load.lateNanos().getTotalCount()).isEqualTo(41);
            assertThat(load.elapsedNanos()).isGreaterThanOrEqualTo(20 * MILLI);
        }
    }

    @Test
    void aStallCountsForAllThatWereDueMeanwhile() {
        try (FakeServer stalling = new FakeServer(client -> {
                    byte[] all = client.getInputStream().readNBytes(100 * 64);
                    client.getOutputStream().write(all);
                    client.getInputStream().read();
                });
                OpenLoop clients = new OpenLoop(stalling.echo(), 1, 64)) {
            EchoLoad load = clients.run(new OpenLoop.Schedule(100, 1_000, GRACE_NANOS));

            assertThat(load.micros(0)).isPositive();
            assertThat(load.micros(50)).isGreaterThan(45_000);
            assertThat(load.micros(100)).isGreaterThan(98_000);
        }
    }

    @Test
    void aRateThatIsNotKeptIsAnOverload() {
        try (FakeServer silent =
                        new FakeServer(client -> client.getInputStream().transferTo(OutputStream.nullOutputStream()));
                OpenLoop clients = new OpenLoop(silent.echo(), 2, 64)) {
            assertThatThrownBy(() -> clients.run(new OpenLoop.Schedule(20, 10_000, 1_000 * MILLI)))
                    .isInstanceOf(Overload.class)
                    .hasMessageContaining("overload: of 20 requests at 10000 per second")
                    .hasMessageContaining("20 were sent and 0 answered within 1000 ms after the last was due");
        }
    }

    @Test
    void whatIsDoneBesidesComesAfterTheRequest() {
        CountDownLatch seen = new CountDownLatch(1);
        AtomicBoolean inTime = new AtomicBoolean();
        try (FakeServer seeing = new FakeServer(client -> {
                    byte[] message = client.getInputStream().readNBytes(64);
                    seen.countDown();
                    client.getOutputStream().write(message);
                    client.getInputStream().read();
                });
                OpenLoop clients = new OpenLoop(seeing.echo(), 1, 64)) {
            OpenLoop.Schedule schedule = new OpenLoop.Schedule(1, 1_000, GRACE_NANOS);

            clients.run(schedule.withEach(1, () -> inTime.set(cameWithinSeconds(seen))));
        }
        assertThat(inTime).isTrue();
    }

    private static boolean cameWithinSeconds(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void aServerIsWarmedUpByOthersWhichAreClosedThen() {
        AtomicInteger served = new AtomicInteger();
        CountDownLatch closed = new CountDownLatch(3);
        try (FakeServer counting = new FakeServer(client -> {
                    served.getAndIncrement();
                    client.getInputStream().transferTo(client.getOutputStream());
                    closed.countDown();
                });
                OpenLoop clients = new OpenLoop(counting.echo(), 3, 64)) {
            clients.warmUp(50, MILLI);

            assertThat(cameWithinSeconds(closed)).isTrue();
            assertThat(served).hasValue(2 * 3);
        }
    }

    @Test
    void clientsThatDoNotGetToSendSaySo() {
        try (right;
                OpenLoop clients = new OpenLoop(right.echo(), 1, 64)) {
            OpenLoop.Schedule schedule =
                    new OpenLoop.Schedule(3, 1_000, MILLI).withEach(2, () -> LockSupport.parkNanos(50 * MILLI));

            assertThatThrownBy(() -> clients.run(schedule))
                    .hasMessageContaining("overload: the clients did not get to send: of 3 requests");
        }
    }

    @Test
    void anAnswerThatWasSentBeforeIsAFailure() {
        try (FakeServer repeating = new FakeServer(client -> {
                    byte[] message = client.getInputStream().readNBytes(64);
                    client.getOutputStream().write(message);
                    client.getInputStream().readNBytes(64);
                    client.getOutputStream().write(message);
                    client.getInputStream().read();
                });
                ClosedLoop clients = new PlainClosedLoop(repeating.echo(), 1, 64)) {
            assertThatThrownBy(() -> clients.run(GRACE_NANOS))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("answer 2 is not what was sent, from byte 7 on");
        }
    }

    @Test
    void anAnswerWithAnotherByteIsAFailure() {
        try (FakeServer wrong = new FakeServer(client -> {
                    InputStream in = client.getInputStream();
                    byte[] message = in.readNBytes(64);
                    message[8] ^= 1;
                    client.getOutputStream().write(message);
                    in.read();
                });
                ClosedLoop clients = new PlainClosedLoop(wrong.echo(), 2, 64)) {
            assertThatThrownBy(() -> clients.run(MILLI))
                    .hasMessageContaining("answer 1 is not what was sent, from byte 8");
        }
    }

    @Test
    void moreThanWasAskedForIsAFailure() {
        try (FakeServer chatty = new FakeServer(client -> {
                    byte[] message = client.getInputStream().readNBytes(64);
                    byte[] more = new byte[65];
                    System.arraycopy(message, 0, more, 0, 64);
                    client.getOutputStream().write(more);
                    client.getInputStream().read();
                });
                OpenLoop clients = new OpenLoop(chatty.echo(), 1, 64)) {
            assertThatThrownBy(() -> clients.run(new OpenLoop.Schedule(1, 1_000, GRACE_NANOS)))
                    .hasMessageContaining("more than 1 answers to as many requests");
        }
    }

    @Test
    void anAnswerThatIsCutOffIsAFailure() {
        try (FakeServer cutting = new FakeServer(client ->
                        client.getOutputStream().write(client.getInputStream().readNBytes(64), 0, 10));
                ClosedLoop clients = new PlainClosedLoop(cutting.echo(), 1, 64)) {
            assertThatThrownBy(() -> clients.run(MILLI))
                    .hasMessageContaining("the server closed the connection after 10 bytes of answer 1, of 1");
        }
    }

    @Test
    void aServerThatIsNotThereIsAFailure() throws Exception {
        try (DeafPort deaf = new DeafPort()) {
            InetSocketAddress nobody = deaf.address();

            assertThatThrownBy(() -> new PlainClosedLoop(nobody, 1, 64))
                    .hasMessageContaining("cannot connect to " + nobody);
            assertThatThrownBy(() -> new PlainClosedLoop(nobody, 1, 7)).hasMessageContaining("at least 8 bytes, not 7");
        }
    }
}
