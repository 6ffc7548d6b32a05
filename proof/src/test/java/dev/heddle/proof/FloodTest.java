package dev.heddle.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.Factory;
import dev.heddle.net.HalfCloseable;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.PullProducer;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.tck.KernelBuffers;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two ends that both send more than the buffers between them hold, without end: the worst case for a thread that reads and
 * writes. If either waited for the other to read before it reads itself, both would stand still.
 */
@Tag("proof")
@Timeout(1800)
class FloodTest {

    private static final long SECONDS = Long.getLong("heddle.flood.seconds", 120);

    private static final int PIECE_BYTES = KernelBuffers.moreThanTheyHold();

    @ParameterizedTest
    @CsvSource({"loom, loom", "selector, selector", "loom, selector", "selector, loom"})
    @DisplayName("two ends flood each other for minutes, and every byte arrives as it was sent")
    void bothEndsFlood(String serverBackend, String clientBackend) throws Exception {
        try (Reactor server = Reactors.create(serverBackend);
                Reactor client = Reactors.create(clientBackend)) {
            Flood inside = new Flood(server, 1, 2);
            Flood outside = new Flood(client, 2, 1);
            TcpListeningPort port = server.listenTcp(
                    0,
                    Factory.of(() -> inside),
                    ListenOptions.defaults().withBindAddress(InetAddress.getLoopbackAddress()));
            client.connectTcp("127.0.0.1", port.address().getPort(), ClientFactory.of(() -> outside));
            server.start();
            client.start();

            for (Flood flood : List.of(inside, outside)) {
                flood.end.get(SECONDS + 60, TimeUnit.SECONDS);
            }
            System.out.println(serverBackend + " received " + inside.expected.count() + ", " + clientBackend
                    + " received " + outside.expected.count());
            assertThat(inside.expected.count()).isEqualTo(outside.sent.count());
            assertThat(outside.expected.count()).isEqualTo(inside.sent.count());
            assertThat(inside.sent.count()).isGreaterThan(PIECE_BYTES);
        }
    }

    /** Sends a piece whenever the last one is sent, until the time is up, and compares what comes. */
    private static final class Flood extends Protocol implements PullProducer, HalfCloseable {

        private final Reactor reactor;
        final Pattern sent;
        final Pattern expected;

        /** Completed when the connection has ended in order. */
        final CompletableFuture<Void> end = new CompletableFuture<>();

        private boolean timeIsUp;

        Flood(Reactor reactor, long sentSeed, long expectedSeed) {
            this.reactor = reactor;
            sent = new Pattern(sentSeed);
            expected = new Pattern(expectedSeed);
        }

        @Override
        public void connectionMade() {
            transport().registerProducer(this);
            reactor.callLater(Duration.ofSeconds(SECONDS), () -> timeIsUp = true);
        }

        @Override
        public void resumeProducing() {
            if (timeIsUp) {
                transport().unregisterProducer();
                transport().loseWriteConnection();
            } else {
                transport().write(sent.take(PIECE_BYTES));
            }
        }

        @Override
        public void stopProducing() {
            end.completeExceptionally(new AssertionError("lost while sending"));
        }

        @Override
        public void dataReceived(ByteBuffer bytes) {
            expected.compare(bytes);
        }

        /** The other end's time was up a little earlier. */
        @Override
        public void readConnectionLost() {}

        @Override
        public void writeConnectionLost() {}

        @Override
        public void connectionLost(CloseReason reason) {
            if (reason instanceof CloseReason.ConnectionDone) {
                end.complete(null);
            } else {
                end.completeExceptionally(new AssertionError(reason.toString()));
            }
        }
    }
}
