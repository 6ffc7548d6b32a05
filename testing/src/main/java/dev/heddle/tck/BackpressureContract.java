package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.StreamOptions;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.net.WriteBufferExceededException;
import dev.heddle.net.WriteBufferLimits;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Sections S and P of the contract: how little is kept for a peer that is slow, or does not read at all. */
public abstract class BackpressureContract extends ReactorContract {

    private static final int HARD_BYTES = 256 * 1024;

    /** More than one read beside the high-water mark: a proxy that is not held back passes it soon. */
    private static final WriteBufferLimits TIGHT = WriteBufferLimits.defaults().withHardLimit(HARD_BYTES);

    private static final int PROXIED_BYTES = 24 << 20;

    /** For subclasses. */
    protected BackpressureContract() {}

    @BeforeEach
    final void run() {
        start();
    }

    private TcpListeningPort listenTightly(Factory factory) throws Exception {
        ListenOptions options = ListenOptions.defaults()
                .withBindAddress(SocketHarness.loopback())
                .withStream(StreamOptions.defaults().withWriteBuffer(TIGHT));
        return inTurn(() -> reactor.listenTcp(0, factory, options));
    }

    // S11: the hard limit.

    @Clause("S11")
    @DisplayName("S11: as much as the hard limit is kept and delivered; one byte more aborts, with a clear reason")
    void hardLimitIsExact() throws Exception {
        RecordingProtocol server = recording("server");
        TcpListeningPort port = listenTightly(Factory.of(() -> server));
        Peer peer = harness.connectPeer(port.address());
        journal.await("server made");

        doInTurn(() -> server.transport().write(new byte[HARD_BYTES]));
        assertThat(peer.receiveBytes(HARD_BYTES)).hasSize(HARD_BYTES);
        settle();
        doInTurn(() -> {
            server.transport().write(new byte[HARD_BYTES]);
            server.transport().write(new byte[1]);
            assertThat(server.reason()).isNull();
        });

        assertThat(server.awaitLost())
                .isInstanceOfSatisfying(
                        ConnectionLost.class,
                        lost -> assertThat(lost.cause())
                                .isInstanceOf(WriteBufferExceededException.class)
                                .hasMessageContaining(String.valueOf(HARD_BYTES))
                                .hasMessageContaining(
                                        String.valueOf(port.address().getPort())));
        assertThatThrownBy(peer::receiveToEnd).isInstanceOf(UncheckedIOException.class);
        assertLostOnce();
    }

    @Clause("S11")
    @DisplayName("S11: a peer that never reads is cut off at the limit, and other connections go on")
    void aPeerThatNeverReadsIsCutOff() throws Exception {
        RecordingProtocol talkative = recording("talkative");
        RecordingProtocol echo = recording("echo").whenReceived(RecordingProtocol::write);
        harness.connectPeer(listenTightly(Factory.of(() -> talkative)).address());
        Peer other = peerOf(echo);
        journal.await("talkative made");

        for (int sent = 0; sent < MORE_THAN_BUFFERS_HOLD; sent += HARD_BYTES / 4) {
            doInTurn(() -> talkative.transport().write(new byte[HARD_BYTES / 4]));
        }

        assertThat(talkative.awaitLost()).isInstanceOf(ConnectionLost.class);
        other.send("still there");
        assertThat(other.receive(11)).isEqualTo("still there");
    }

    @Clause("S11")
    @DisplayName("S11: without a hard limit, whatever is written is kept and delivered")
    void noLimitByDefault() throws Exception {
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);
        journal.await("server made");

        doInTurn(() -> server.transport().write(new byte[MORE_THAN_BUFFERS_HOLD]));

        assertThat(peer.receiveBytes(MORE_THAN_BUFFERS_HOLD)).hasSize(MORE_THAN_BUFFERS_HOLD);
    }

    // P6: a proxy.

    @Clause("P6")
    @DisplayName("P6: a proxy holds back a fast side for a slow one: all arrives, and little is kept")
    void proxyHoldsBackTheFasterSide() throws Exception {
        PeerListener origin = harness.listenPeer();
        TcpListeningPort port = listenTightly(Factory.of(() -> new Inside(origin.address())));
        Peer client = harness.connectPeer(port.address());
        byte[] sent = new byte[PROXIED_BYTES];
        new Random(1).nextBytes(sent);

        Thread sender = Thread.ofPlatform().start(() -> {
            client.send(sent);
            client.shutdownOutput();
        });
        byte[] received = origin.accept().receiveToEnd();
        sender.join();

        assertThat(received).isEqualTo(sent);
        journal.await("inside ConnectionDone[]");
        journal.await("outside ConnectionDone[]");
    }

    /** The side of the proxy that was called; it calls the other one. */
    private final class Inside extends Side {

        private final InetSocketAddress origin;

        Inside(InetSocketAddress origin) {
            super("inside");
            this.origin = origin;
        }

        @Override
        public void connectionMade() {
            transport().pauseReading();
            ConnectOptions options = ConnectOptions.defaults()
                    .withStream(StreamOptions.defaults().withWriteBuffer(TIGHT));
            reactor.connectTcp(
                    origin.getAddress().getHostAddress(),
                    origin.getPort(),
                    ClientFactory.of(() -> new Outside(this)),
                    options);
        }
    }

    /** The side of the proxy that calls; it joins the two. */
    private final class Outside extends Side {

        private final Inside inside;

        Outside(Inside inside) {
            super("outside");
            this.inside = inside;
        }

        @Override
        public void connectionMade() {
            join(inside);
            inside.join(this);
            inside.transport().resumeReading();
        }
    }

    private abstract class Side extends Protocol {

        private final String name;
        private @Nullable Side other;

        Side(String name) {
            this.name = name;
        }

        /** What comes from {@code other} is sent here, and no faster than that is possible. */
        final void join(Side other) {
            this.other = other;
            transport().registerProducer(other.transport());
        }

        @Override
        public final void dataReceived(ByteBuffer bytes) {
            if (other != null) {
                other.transport().write(bytes);
            }
        }

        @Override
        public final void connectionLost(CloseReason reason) {
            journal.add(name + " " + reason);
            if (other != null) {
                other.transport().unregisterProducer();
                other.transport().loseConnection();
            }
        }
    }
}
