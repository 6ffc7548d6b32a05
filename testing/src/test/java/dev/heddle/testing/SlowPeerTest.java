package dev.heddle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.tck.Clause;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;

/** What takes too long to be tried in real time. */
class SlowPeerTest {

    private static final int ANSWER_BYTES = 4 << 20;
    private static final int PART_BYTES = 512 * 1024;
    private static final Duration ALMOST_THE_LIMIT = Duration.ofMillis(1900);

    private static final class Answer extends Protocol {
        @Override
        public void dataReceived(ByteBuffer bytes) {
            transport().write(new byte[ANSWER_BYTES]);
        }
    }

    @Clause("H2")
    @DisplayName("H2: a peer that has ended gets everything, however long it takes, as long as it goes on reading")
    void thePeerMayTakeItsTime() throws Exception {
        MemoryWorld world = new MemoryWorld();
        Reactor reactor = world.newReactor(ReactorOptions.defaults());
        TcpListeningPort port = reactor.listenTcp(0, Factory.of(Answer::new));
        reactor.start();
        MemoryPeer peer = MemoryPeer.connect(world, port.address());
        peer.send(new byte[1]);
        peer.shutdownOutput();

        int received = 0;
        while (received < ANSWER_BYTES) {
            for (int part = 0; part < PART_BYTES; ) {
                byte[] some = peer.receiveSome(PART_BYTES - part);
                assertThat(some).as("what follows %s bytes", received + part).isNotNull();
                part += some.length;
            }
            received += PART_BYTES;
            reactor.blockingCallFromThread(() -> null);
            world.advance(ALMOST_THE_LIMIT);
        }

        assertThat(peer.receiveSome(1)).isNull();
        reactor.close();
    }
}
