package dev.heddle.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.Connector;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.tck.Seeds;
import dev.heddle.tck.UnrulyProtocol;
import dev.heddle.testing.MemoryWorld;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An hour of connections that come, fail and go, in a world whose clock jumps. */
@Tag("proof")
class VirtualHourTest {

    private static final int CLIENTS = 50;
    private static final int MINUTES = 60;
    private static final int LONGEST_PAUSE_MILLIS = 5_000;

    private final Random random = Seeds.random();
    private final LiveConnections live = new LiveConnections();
    private final MemoryWorld world = new MemoryWorld();
    private final Reactor reactor = world.newReactor(ReactorOptions.defaults());
    private int made;

    @Test
    @Timeout(300)
    @DisplayName("for an hour clients and servers do what chance will have them, and each connection keeps its order")
    void anHourOfFaults() throws Exception {
        TcpListeningPort port = reactor.listenTcp(0, peer -> {
            made++;
            live.made();
            UnrulyProtocol protocol = new UnrulyProtocol(reactor, random);
            return protocol.whenLost(() -> live.lost(protocol.faults()));
        });
        for (int i = 0; i < CLIENTS; i++) {
            reactor.connectTcp("127.0.0.1", port.address().getPort(), new Client());
        }
        reactor.start();

        for (int minute = 1; minute <= MINUTES; minute++) {
            long end = Duration.ofMinutes(minute).toNanos();
            world.await("minute " + minute, () -> world.nanoTime() >= end);
        }
        reactor.close();

        System.out.println(made + " connections in an hour");
        assertThat(made).isGreaterThan(CLIENTS);
        live.awaitNone();
    }

    private Duration pause() {
        return Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS));
    }

    /** Connects again a while after each loss. */
    private final class Client implements ClientFactory {

        @Override
        public Protocol buildProtocol(SocketAddress peer) {
            return new Sender();
        }

        @Override
        public void clientConnectionFailed(Connector connector, ConnectFailedException reason) {
            reactor.callLater(pause(), connector::connect);
        }

        @Override
        public void clientConnectionLost(Connector connector, CloseReason reason) {
            reactor.callLater(pause(), connector::connect);
        }
    }

    /** Sends the bytes 0, 1, 2 ... now and then, and ends as chance will have it. */
    private final class Sender extends Protocol {

        private static final int LARGEST_PIECE = 100_000;

        private int sent;

        @Override
        public void connectionMade() {
            act();
        }

        private void act() {
            switch (random.nextInt(10)) {
                case 0 -> transport().loseConnection();
                case 1 -> transport().abortConnection();
                case 2 -> transport().loseWriteConnection();
                default -> {
                    send(random.nextBoolean() ? 1 : 1 + random.nextInt(LARGEST_PIECE));
                    reactor.callLater(pause(), this::act);
                }
            }
        }

        private void send(int count) {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++) {
                bytes[i] = (byte) sent++;
            }
            transport().write(bytes);
        }
    }
}
