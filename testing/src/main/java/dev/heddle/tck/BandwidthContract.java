package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.net.CloseReason.ConnectionAborted;
import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.Factory;
import dev.heddle.net.FileRegion;
import dev.heddle.net.Protocol;
import dev.heddle.net.WriteBufferExceededException;
import dev.heddle.protocols.BandwidthLimits;
import dev.heddle.protocols.Policies;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

/** Clause V5: connections of which only so much is received and sent in a second. */
public abstract class BandwidthContract extends StoppedClockContract {

    private static final int RATE = 20_000;

    /** A twentieth of what a second lets through. */
    private static final int PIECE = RATE / 20;

    private static final Duration PIECE_TIME = Duration.ofMillis(50);

    /** For subclasses. */
    protected BandwidthContract() {}

    private Peer peerOf(Protocol protocol, BandwidthLimits limits) throws Exception {
        Peer peer = harness.connectPeer(listen(Policies.limitBandwidth(Factory.of(() -> protocol), reactor, limits))
                .address());
        journal.await("server made");
        settle();
        return peer;
    }

    private static BandwidthLimits perConnection() {
        return BandwidthLimits.none().withPerConnection(RATE, RATE);
    }

    /** Counts what it receives. */
    private static class Counting extends Protocol {

        final AtomicInteger received = new AtomicInteger();
        private final ReactorContract contract;

        Counting(ReactorContract contract) {
            this.contract = contract;
        }

        @Override
        public void connectionMade() {
            contract.journal.add("server made");
        }

        @Override
        public void dataReceived(ByteBuffer bytes) {
            received.addAndGet(bytes.remaining());
            contract.harness.noticeChange();
        }
    }

    @Clause("V5")
    @DisplayName(
            "V5: no more is received than the rate lets through, and one piece, a twentieth of a second's; all arrives")
    void receivesSteadily() throws Exception {
        stopClock();
        Counting server = new Counting(this);
        Peer peer = peerOf(server, perConnection());

        peer.send(new byte[8 * PIECE]);
        harness.await("the first piece", () -> server.received.get() > 0);
        settle();
        assertThat(server.received.get()).isLessThanOrEqualTo(PIECE);
        AtomicInteger passed = new AtomicInteger(1);
        passUntil("the rest", PIECE_TIME, () -> {
            assertThat(server.received.get()).isLessThanOrEqualTo(PIECE * passed.getAndIncrement());
            return server.received.get() == 8 * PIECE;
        });
        assertThat(passed.get()).isGreaterThan(8);
        peer.close();
    }

    @Clause("V5")
    @DisplayName("V5: time in which nothing was received or sent lets no more through afterwards")
    void savesNothingUp() throws Exception {
        stopClock();
        Counting server = new Counting(this);
        Peer peer = peerOf(server, perConnection());
        pass(HOUR);

        peer.send(new byte[4 * PIECE]);
        doInTurn(() -> {
            server.transport().write(new byte[4 * PIECE]);
            server.transport().flushed().addConsumer(flushed -> journal.add("flushed"));
        });
        harness.await("the first piece", () -> server.received.get() > 0);
        pass(PIECE_TIME);
        pass(PIECE_TIME);

        assertThat(server.received.get()).isLessThanOrEqualTo(3 * PIECE);
        assertThat(journal.lines()).doesNotContain("flushed");
        passUntil("the rest", PIECE_TIME, () -> journal.count("flushed") == 1 && server.received.get() == 4 * PIECE);
        peer.close();
    }

    @Clause("V5")
    @DisplayName("V5: connections share a limit in all, each getting its turn")
    void sharesALimit() throws Exception {
        stopClock();
        List<Counting> servers = new ArrayList<>();
        BandwidthLimits limits = BandwidthLimits.none().withTotal(RATE, RATE);
        Factory factory = Policies.limitBandwidth(
                Factory.of(() -> {
                    servers.add(new Counting(this));
                    return servers.getLast();
                }),
                reactor,
                limits);
        var address = listen(factory).address();
        Peer first = harness.connectPeer(address);
        Peer second = harness.connectPeer(address);
        harness.await("both connections", () -> journal.count("server made") == 2);
        settle();

        first.send(new byte[100 * PIECE]);
        second.send(new byte[100 * PIECE]);
        harness.await("both beginnings", () -> servers.stream().allMatch(server -> server.received.get() > 0));
        settle();
        for (int piece = 0; piece < 20; piece++) {
            pass(PIECE_TIME);
        }

        int all = servers.stream().mapToInt(server -> server.received.get()).sum();
        assertThat(all).isLessThanOrEqualTo(24 * PIECE);
        passUntil(
                "more for both", PIECE_TIME, () -> servers.stream().allMatch(server -> server.received.get() > PIECE));
        first.close();
        second.close();
    }

    @Clause("V5")
    @DisplayName("V5: what is written too early is sent in its time, in order, before the connection closes")
    void sendsSteadily() throws Exception {
        stopClock();
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server, perConnection());
        String text = Texts.random(4 * PIECE);

        doInTurn(() -> {
            server.write(text);
            server.transport().loseConnection();
            server.write("too late");
        });
        StringBuilder received = new StringBuilder(peer.receive(PIECE));
        for (int piece = 1; piece < 4; piece++) {
            pass(PIECE_TIME.minus(ONE));
            assertThat(journal.lines()).doesNotContain("server lost");
            pass(ONE);
            received.append(peer.receive(PIECE));
        }

        assertThat(received.toString()).isEqualTo(text);
        assertThat(peer.receiveToEnd()).isEmpty();
        peer.close();
        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
    }

    @Clause("V5")
    @DisplayName("V5: what waits is sent also to a peer that has ended its half, whichever kind of protocol")
    void sendsAfterThePeersEnd() throws Exception {
        stopClock();
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server, perConnection());

        doInTurn(() -> server.write("x".repeat(3 * PIECE)));
        peer.shutdownOutput();
        passUntil(
                "the peer's end",
                Duration.ZERO,
                () -> inTurn(() -> server.transport().isDisconnecting()));
        for (int piece = 1; piece < 3; piece++) {
            assertThat(peer.receiveBytes(PIECE)).hasSize(PIECE);
            pass(PIECE_TIME);
        }

        assertThat(peer.receiveToEnd()).hasSize(PIECE);
        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
    }

    @Clause("V5")
    @DisplayName("V5: a push producer is paused while much waits, and resumed when most of that is sent")
    void holdsPushProducers() throws Exception {
        stopClock();
        RecordingProtocol server = recording("server");
        peerOf(server, perConnection());

        doInTurn(() -> {
            server.transport().registerProducer(new RecordingProducer.Push(journal, "push"));
            server.transport().write(new byte[100_000]);
        });
        journal.await("push pause");
        assertThat(journal.count("push resume")).isZero();
        pass(Duration.ofMillis(100));
        assertThat(journal.count("push resume")).isZero();
        passUntil("the resuming", PIECE_TIME, () -> journal.count("push resume") > 0);
        assertThat(journal.count("push pause")).isEqualTo(1);
        doInTurn(() -> server.transport().abortConnection());

        assertThat(server.awaitLost()).isEqualTo(new ConnectionAborted());
        assertThat(journal.lines()).containsSubsequence("push pause", "push resume", "push stop", "server lost");
    }

    @Clause("V5")
    @DisplayName("V5: a pull producer is asked again each time that it is time for more")
    void asksPullProducers() throws Exception {
        stopClock();
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server, perConnection());
        RecordingProducer.Pull pull = new RecordingProducer.Pull(journal, "pull");
        pull.setWhenResumed(() -> {
            server.transport().write(new byte[PIECE]);
            if (journal.count("pull resume") == 3) {
                server.transport().unregisterProducer();
                server.transport().loseConnection();
            }
        });

        doInTurn(() -> server.transport().registerProducer(pull));
        settle();
        assertThat(journal.count("pull resume")).isEqualTo(1);
        pass(PIECE_TIME);
        assertThat(journal.count("pull resume")).isEqualTo(2);
        pass(PIECE_TIME);

        assertThat(peer.receiveToEnd()).hasSize(3 * PIECE);
        peer.close();
        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
    }

    @Clause("V5")
    @DisplayName("V5: a file is sent piece by piece, in its place, and flushed waits for what was written before")
    void sendsFilesSteadily() throws Exception {
        stopClock();
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server, perConnection());
        Path file = Files.createTempFile("heddle", "bytes");
        String text = Texts.random(3 * PIECE);
        Files.writeString(file, text);
        try (FileChannel open = FileChannel.open(file)) {
            doInTurn(() -> {
                server.write("a");
                server.transport().sendFile(FileRegion.of(open)).addConsumer(sent -> journal.add("sent"));
                server.write("b");
                server.transport().flushed().addConsumer(flushed -> journal.add("flushed"));
            });
            pass(PIECE_TIME);
            assertThat(called()).doesNotContain("sent");
            passUntil("the flush", PIECE_TIME, () -> journal.count("flushed") > 0);

            assertThat(peer.receive(text.length() + 2)).isEqualTo("a" + text + "b");
            assertThat(journal.lines()).containsSubsequence("sent", "flushed");
            peer.close();
        } finally {
            Files.delete(file);
        }
    }

    @Clause("V5")
    @DisplayName("V5: more than may wait aborts the connection, and says why")
    void boundsWhatWaits() throws Exception {
        stopClock();
        RecordingProtocol server = recording("server");
        peerOf(server, perConnection().withQueueBytes(10_000));

        doInTurn(() -> server.transport().write(new byte[10_000 + PIECE + 1]));

        assertThat(server.awaitLost())
                .isInstanceOfSatisfying(
                        ConnectionLost.class,
                        lost -> assertThat(lost.cause())
                                .isInstanceOf(WriteBufferExceededException.class)
                                .hasMessageContaining("10001 bytes"));
    }

    @Clause("V5")
    @DisplayName("V5: a protocol that pauses reading is left alone until it resumes, whatever the time")
    void leavesPausesAlone() throws Exception {
        stopClock();
        Counting server = new Counting(this) {
            @Override
            public void dataReceived(ByteBuffer bytes) {
                super.dataReceived(bytes);
                transport().pauseReading();
            }
        };
        Peer peer = peerOf(server, perConnection());

        peer.send(new byte[2 * PIECE]);
        harness.await("the first piece", () -> server.received.get() > 0);
        pass(PIECE_TIME.multipliedBy(5));
        int first = server.received.get();
        assertThat(first).isLessThanOrEqualTo(PIECE);
        assertThat(inTurn(() -> server.transport().isReadingPaused())).isTrue();
        pass(PIECE_TIME.multipliedBy(5));
        assertThat(server.received.get()).isEqualTo(first);

        doInTurn(() -> server.transport().resumeReading());
        harness.await("the next piece", () -> server.received.get() > first);
        peer.close();
    }

    @Clause("V5")
    @DisplayName("V5: a limit that is none is refused")
    void badLimits() {
        assertThatThrownBy(() -> BandwidthLimits.none().withTotal(0, 1)).hasMessageContaining("readTotal must be 1");
        assertThatThrownBy(() -> BandwidthLimits.none().withPerConnection(1, -1))
                .hasMessageContaining("-1");
    }
}
