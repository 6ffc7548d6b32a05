package dev.heddle.loom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import dev.heddle.tck.Place;
import dev.heddle.tck.Scenario;
import dev.heddle.tck.SocketHarness;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * How long a new connection waits while the carrier always has something to do. The JDK's scheduler serves what a carrier
 * has queued itself before it looks at threads that were started, or woken from elsewhere: those run when the busy ones
 * have paused, each of which does so after 1,024 operations.
 */
class LoomNewcomerTest {

    private static final int BUSY_CONNECTIONS = 8;

    private static final int OPERATIONS_PER_STINT = 1_024;

    /** The thread that accepts, that of the new connection, and the poller, perhaps twice, may each wait for all pauses. */
    private static final int WAITS = 4;

    private static final int MOST_TURNS = WAITS * BUSY_CONNECTIONS * OPERATIONS_PER_STINT;

    private static final int SPINS = 500;

    @Test
    @DisplayName(
            "M8: a new connection has its answer while others, whose peers never pause, keep the only carrier busy")
    void newConnectionsAreServed() throws Exception {
        try (SocketHarness harness = new SocketHarness(new LoomReactorProvider())) {
            harness.play(Place.ONE_CARRIER, Newcomer.class);
        }
    }

    /** One comes to a port with busy connections. */
    public static final class Newcomer extends Scenario {

        private final AtomicInteger busyTurns = new AtomicInteger();

        /** How many there were when the newcomer got its answer. */
        private final AtomicInteger busyTurnsAtAnswer = new AtomicInteger();

        private volatile boolean enough;

        /** Made by its name. */
        public Newcomer() {}

        @Override
        protected void play() throws Exception {
            start();
            int port = reactor.blockingCallFromThread(() -> reactor.listenTcp(0, Factory.of(Server::new)))
                    .address()
                    .getPort();
            for (int i = 0; i < BUSY_CONNECTIONS; i++) {
                Thread.ofPlatform().daemon().start(() -> flood(port));
            }
            while (busyTurns.get() < OPERATIONS_PER_STINT) {
                Thread.onSpinWait();
            }

            try (Socket newcomer = new Socket(InetAddress.getLoopbackAddress(), port)) {
                newcomer.getOutputStream().write(1);
                int before = busyTurns.get(); // for how long the system keeps this thread waiting is another matter

                assertThat(newcomer.getInputStream().read()).isEqualTo(1);
                assertThat(busyTurnsAtAnswer.get() - before).isLessThan(MOST_TURNS);
            } finally {
                enough = true;
            }
        }

        private void flood(int port) {
            byte[] bytes = new byte[64 * 1024];
            try (Socket peer = new Socket(InetAddress.getLoopbackAddress(), port)) {
                OutputStream out = peer.getOutputStream();
                while (!enough && busyTurns.get() < 2 * MOST_TURNS) {
                    out.write(bytes);
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        /** Answers a newcomer, which sends a one, and is busy with the zeros of others. */
        private final class Server extends Protocol {

            @Override
            public void dataReceived(ByteBuffer bytes) {
                if (bytes.get(bytes.position()) == 1) {
                    busyTurnsAtAnswer.set(busyTurns.get());
                    transport().write(bytes);
                    return;
                }
                busyTurns.incrementAndGet();
                for (int spin = 0; spin < SPINS; spin++) {
                    Thread.onSpinWait();
                }
            }
        }
    }
}
