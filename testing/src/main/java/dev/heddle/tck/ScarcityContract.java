package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.ReactorOptions;
import dev.heddle.net.ConnectFailedException.NoRoute;
import dev.heddle.net.ConnectFailedException.OutOfDescriptors;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.testing.MemoryWorld;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Section C of the contract where something runs out: descriptors, and the network. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class ScarcityContract extends ReactorContract {

    /** For subclasses. */
    protected ScarcityContract() {}

    // C10: ports.

    @Clause("C10")
    @DisplayName("C10: out of descriptors a port reports it once, rests, and accepts again when there are some")
    void acceptsAgain() throws Exception {
        harness.play(Place.FEW_DESCRIPTORS, AcceptsAgain.class);
    }

    /** Nothing is left, then something, then nothing again, and then enough. */
    static final class AcceptsAgain extends Crowded {

        private static final long READINGS_AT_REST = 2_000;

        private final CountingClock clock = new CountingClock();

        @Override
        protected void play() throws Exception {
            start(ReactorOptions.defaults().withClock(clock));
            TcpListeningPort port = openPort();
            try (LogCapture log = new LogCapture(harness)) {
                Peer first = runOut(port);
                awaitReports(log, 1);
                assertThat(log.messages().getFirst())
                        .contains("port 127.0.0.1:" + port.address().getPort());
                long before = clock.readings();
                letRest();
                assertThat(clock.readings() - before).isLessThan(READINGS_AT_REST);

                harness.freeDescriptors();
                assertServed(first);
                Peer second = runOut(port);
                letRest();
                harness.freeDescriptors();
                assertServed(second);
                assertThat(log.messages()).hasSize(1);
            }
        }
    }

    @Clause("C10")
    @DisplayName("C10: when a port could accept for a while, the next time without descriptors is reported anew")
    void reportsEachEpisode() throws Exception {
        harness.play(Place.FEW_DESCRIPTORS, ReportsEachEpisode.class);
    }

    /** On a clock that goes on by a minute in between. */
    static final class ReportsEachEpisode extends Crowded {
        @Override
        protected void play() throws Exception {
            stopClock();
            TcpListeningPort port = openPort();
            try (LogCapture log = new LogCapture(harness)) {
                Peer first = runOut(port);
                awaitReports(log, 1);
                harness.freeDescriptors();
                pass(Duration.ofSeconds(1));
                assertServed(first);

                pass(Duration.ofMinutes(1));
                runOut(port);
                awaitReports(log, 2);
            }
        }
    }

    @Clause("C10")
    @DisplayName("C10: a port that was out of descriptors for long accepts again")
    void triesForLong() throws Exception {
        harness.play(Place.FEW_DESCRIPTORS, TriesForLong.class);
    }

    /** Through more rests than there are connections that may be on the way. */
    static final class TriesForLong extends Crowded {

        private static final int RESTS = 200;
        private static final Duration REST = Duration.ofMillis(100);

        @Override
        protected void play() throws Exception {
            stopClock();
            TcpListeningPort port = openPort();
            try (LogCapture log = new LogCapture(harness)) {
                Peer peer = runOut(port);
                awaitReports(log, 1);
                for (int i = 0; i < RESTS; i++) {
                    pass(REST);
                }

                harness.freeDescriptors();
                peer.send("last");

                passUntil("the port to accept", REST, () -> journal.count("server data last") > 0);
            }
        }
    }

    @Clause("C10")
    @DisplayName(
            "C10: while a port is out of descriptors, its connections, timed calls and threads go on, and it can stop")
    void everythingElseGoesOn() throws Exception {
        try (LogCapture log = new LogCapture(harness)) {
            harness.play(Place.FEW_DESCRIPTORS, EverythingElseGoesOn.class);
            assertThat(log.messages()).hasSizeLessThan(2); // none where it was played in a JVM of its own
        }
    }

    /** A connection that was there before, the end of another one and of the port, and a logger that may be broken. */
    static final class EverythingElseGoesOn extends Crowded {
        @Override
        protected void play() throws Exception {
            start();
            TcpListeningPort port = openPort();
            Peer established = harness.connectPeer(port.address());
            Peer leaving = harness.connectPeer(port.address());
            assertServed(established);
            assertServed(leaving);
            runOut(port);
            letRest();

            for (int round = 0; round < 20; round++) {
                assertServed(established);
                settle();
            }
            leaving.close();
            journal.await("server lost");
            doInTurn(() -> port.stopListening().addConsumer(nothing -> journal.add("port closed")));
            journal.await("port closed");
            assertServed(established);
        }
    }

    @Clause("C10")
    @DisplayName("C10: who connects while a callback goes on takes no more than a few descriptors of the port's")
    void acceptsFewAheadOfTheirTurns() throws Exception {
        harness.play(Place.FEW_DESCRIPTORS, AcceptsFewAheadOfTheirTurns.class);
    }

    /** Peers that connect and reset, more than there are descriptors. */
    static final class AcceptsFewAheadOfTheirTurns extends Crowded {

        private static final int HASTY_PEERS = 400;

        @Override
        protected void play() throws Exception {
            start();
            TcpListeningPort port = openPort();
            try (LogCapture log = new LogCapture(harness)) {
                doInTurn(() -> {
                    for (int i = 0; i < HASTY_PEERS; i++) {
                        harness.connectPeer(port.address()).reset();
                    }
                });

                assertServed(harness.connectPeer(port.address()));
                assertThat(log.messages()).isEmpty();
            }
        }
    }

    @Clause("C10")
    @DisplayName("C10: peers that connect and reset without end do not use up the descriptors of the port")
    void outlivesHastyPeers() throws Exception {
        harness.play(Place.FEW_DESCRIPTORS, OutlivesHastyPeers.class);
    }

    /** Some at the same time. */
    static final class OutlivesHastyPeers extends Crowded {

        private static final int HASTY_PEERS = 4;
        private static final int CONNECTIONS_OF_EACH = 500;

        @Override
        protected void play() throws Exception {
            start();
            TcpListeningPort port = openPort();
            try (LogCapture log = new LogCapture(harness)) {
                List<Thread> peers = Stream.generate(() -> Thread.ofPlatform().start(() -> comeAndGo(port)))
                        .limit(HASTY_PEERS)
                        .toList();
                for (Thread peer : peers) {
                    peer.join();
                }

                assertServed(harness.connectPeer(port.address()));
                assertThat(log.messages()).isEmpty();
            }
        }

        private void comeAndGo(TcpListeningPort port) {
            for (int i = 0; i < CONNECTIONS_OF_EACH; i++) {
                harness.connectPeer(port.address()).reset();
            }
        }
    }

    // C3: connectors.

    @Clause("C3")
    @DisplayName("C3: an attempt that gets no descriptor is told as such, with host and port; a later one may succeed")
    void tellsOfNoDescriptors() throws Exception {
        harness.play(Place.FEW_DESCRIPTORS, TellsOfNoDescriptors.class);
    }

    /** One attempt without and one with descriptors. */
    static final class TellsOfNoDescriptors extends Scenario {
        @Override
        protected void play() throws Exception {
            start();
            PeerListener listener = harness.listenPeer();
            RecordingFactory factory = new RecordingFactory(journal, "factory", () -> recording("client"));
            connect(listener.address(), factory);
            journal.await("client made");

            harness.exhaustDescriptors();
            connect(listener.address(), factory);
            assertThat(factory.awaitFailure())
                    .isExactlyInstanceOf(OutOfDescriptors.class)
                    .hasMessageContaining("127.0.0.1:" + listener.address().getPort())
                    .hasCauseInstanceOf(Exception.class);

            harness.freeDescriptors();
            connect(listener.address(), factory);
            harness.await("another connection", () -> journal.count("client made") == 2);
        }
    }

    @Clause("C3")
    @DisplayName("C3: an address to which there is no route is told as such, with host and port")
    void tellsOfNoRoute() throws Exception {
        harness.play(Place.NO_NETWORK, TellsOfNoRoute.class);
    }

    /** One attempt. */
    static final class TellsOfNoRoute extends Scenario {
        @Override
        protected void play() throws Exception {
            start();
            RecordingFactory factory = new RecordingFactory(journal, "factory", () -> recording("client"));

            connect(new InetSocketAddress(MemoryWorld.UNREACHABLE_HOST, 7007), factory);

            assertThat(factory.awaitFailure())
                    .isExactlyInstanceOf(NoRoute.class)
                    .hasMessageContaining(MemoryWorld.UNREACHABLE_HOST + ":7007")
                    .hasMessageContaining("no route")
                    .hasCauseInstanceOf(Exception.class);
        }
    }

    /** What the scenarios with a port share: it echoes, and there are no descriptors left for the next connection. */
    abstract static class Crowded extends Scenario {

        /** A port that has served somebody, so that all classes are loaded, which takes descriptors, too. */
        final TcpListeningPort openPort() throws Exception {
            TcpListeningPort port = listen(() -> recording("server").whenReceived(RecordingProtocol::write));
            assertServed(harness.connectPeer(port.address()));
            return port;
        }

        /** A peer that waits to be accepted, in vain as long as there are no descriptors. */
        final Peer runOut(TcpListeningPort port) {
            harness.exhaustDescriptors();
            return harness.connectPeer(port.address());
        }

        /** For longer than a few rests of the port. */
        final void letRest() throws Exception {
            int before = journal.count("rested");
            doInTurn(() -> reactor.callLater(Duration.ofSeconds(1), () -> journal.add("rested")));
            harness.await("the port to rest", () -> journal.count("rested") > before);
        }

        final void awaitReports(LogCapture log, int count) {
            harness.await(count + " reports", () -> log.messages().size() == count);
        }

        final void assertServed(Peer peer) {
            peer.send("x");
            assertThat(peer.receive(1)).isEqualTo("x");
        }
    }
}
