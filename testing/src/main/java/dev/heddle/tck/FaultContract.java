package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.Factory;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Sections S, H and C of the contract under faults: what peers do to a connection, one by one and all at once. */
public abstract class FaultContract extends ReactorContract {

    private static final int WORKERS = 4;
    private static final int CONNECTIONS_PER_WORKER = 25;

    /** For subclasses. */
    protected FaultContract() {}

    @BeforeEach
    final void run() {
        start();
    }

    // One by one.

    @Clause("S1")
    @DisplayName("S1: a peer that resets before it is served is made and lost, or never told, and the port goes on")
    void resetInTheHandshake() throws Exception {
        InetSocketAddress address = listen(() -> recording("server")).address();
        for (int i = 0; i < 10; i++) {
            harness.connectPeer(address).reset();
        }

        Peer last = harness.connectPeer(address);
        last.send("still accepting");
        journal.await("server data still accepting");
        last.close();
        harness.await(
                "as many losses as connections",
                () -> journal.count("server made") >= 1
                        && journal.count("server made") == journal.count("server lost"));
    }

    @Clause("S1")
    @DisplayName("S1: a peer that connects, says nothing and leaves is made and lost in order")
    void silentPeer() throws Exception {
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);
        journal.await("server made");

        peer.close();

        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
        assertThat(journal.lines()).containsExactly("server made", "server lost");
    }

    @Clause({"S1", "S3"})
    @DisplayName("S1: a peer that resets while it is sent more than it takes is lost once, with the cause")
    void resetUnderABacklog() throws Exception {
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);
        journal.await("server made");
        doInTurn(() -> server.transport().write(new byte[MORE_THAN_BUFFERS_HOLD]));
        settle();

        peer.reset();

        assertThat(server.awaitLost()).isInstanceOf(ConnectionLost.class);
        assertLostOnce();
    }

    @Clause({"S1", "S4"})
    @DisplayName("S1: a peer that resets while the last bytes are sent to it is lost once, with the cause")
    void resetWhileFlushing() throws Exception {
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);
        journal.await("server made");
        doInTurn(() -> {
            server.transport().write(new byte[MORE_THAN_BUFFERS_HOLD]);
            server.transport().loseConnection();
        });
        settle();

        peer.reset();

        assertThat(server.awaitLost()).isInstanceOf(ConnectionLost.class);
        assertLostOnce();
    }

    @Clause({"S1", "S10"})
    @DisplayName("S1: a peer that resets a paused connection is lost once it is resumed, at the latest")
    void resetWhilePaused() throws Exception {
        RecordingProtocol server =
                recording("server").whenMade(made -> made.transport().pauseReading());
        Peer peer = peerOf(server);
        peer.send("perhaps never seen");
        journal.await("server made");
        settle();

        peer.reset();
        doInTurn(() -> server.transport().resumeReading());

        assertThat(server.awaitLost()).isInstanceOf(ConnectionLost.class);
        assertLostOnce();
    }

    @Clause({"S1", "H2"})
    @DisplayName("S1: a peer that ends its half and then resets is lost once, with the cause")
    void resetAfterTheEnd() throws Exception {
        RecordingHalfCloseable server = new RecordingHalfCloseable(journal, "server");
        Peer peer = peerOf(server);
        peer.shutdownOutput();
        journal.await("server input ended");

        peer.reset();
        doInTurn(() -> server.transport().write(new byte[MORE_THAN_BUFFERS_HOLD]));

        assertThat(server.awaitLost()).isInstanceOf(ConnectionLost.class);
        assertLostOnce();
    }

    // All at once.

    @Clause({"S1", "S2", "S3", "S4", "S6"})
    @DisplayName("S1: whatever many peers and protocols do at once, each connection keeps its order and its bytes")
    void everythingAtOnce() throws Exception {
        Random seeds = Seeds.random();
        long[] workerSeeds = seeds.longs(WORKERS).toArray();
        List<UnrulyProtocol> made = new ArrayList<>();
        Factory factory = peer -> {
            UnrulyProtocol protocol = new UnrulyProtocol(reactor, new Random(seeds.nextLong()));
            made.add(protocol);
            journal.add("made");
            return protocol;
        };
        InetSocketAddress address = listen(factory).address();

        try (LogCapture log = new LogCapture(harness)) {
            Crowd.run(WORKERS, index -> {
                Random random = new Random(workerSeeds[index]);
                for (int i = 0; i < CONNECTIONS_PER_WORKER; i++) {
                    new UnrulyPeer(harness.connectPeer(address), random).act();
                }
            });
            journal.await("made");
            reactor.close();

            assertThat(log.thrown()).isEmpty();
        }
        assertThat(made).allSatisfy(protocol -> assertThat(protocol.faults()).isEmpty());
        assertThat(made).allSatisfy(protocol -> assertThat(protocol.isLost()).isTrue());
    }
}
