package dev.heddle.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.SystemEvent;
import dev.heddle.TriggerPhase;
import dev.heddle.defer.Deferred;
import dev.heddle.net.CannotListenException;
import dev.heddle.net.DatagramOptions;
import dev.heddle.net.DatagramProtocol;
import dev.heddle.net.DatagramTransport;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Section U: the life of a port for datagrams. */
public abstract class DatagramPortContract extends ReactorContract {

    private static final DatagramOptions ON_LOOPBACK =
            DatagramOptions.defaults().withBindAddress(SocketHarness.loopback());

    /** More than are sent in one turn. */
    private static final List<String> MANY =
            IntStream.range(0, 100).mapToObj(number -> "datagram " + number).toList();

    /** For subclasses. */
    protected DatagramPortContract() {}

    private RecordingDatagrams recorder(String name) {
        return new RecordingDatagrams(journal, name);
    }

    @Clause("U3")
    @DisplayName("U3: a port is bound when listenUdp returns, and its protocol is started in a later turn")
    void boundAtOnceStartedLater() throws Exception {
        DatagramPeer peer = harness.openDatagramPeer();
        start();

        DatagramTransport port = inTurn(() -> {
            DatagramTransport opened = reactor.listenUdp(0, recorder("port"), ON_LOOPBACK);
            journal.add("still in the turn");
            peer.send("early".getBytes(ISO_8859_1), opened.getHost());
            return opened;
        });

        journal.await("port got 'early'");
        assertThat(port.getHost().getPort()).isPositive();
        assertThat(journal.lines()).containsExactly("still in the turn", "port started", "port got 'early'");
    }

    @Clause("U3")
    @DisplayName("U3: a port that is taken is refused at once, by address and number, and may be had later")
    void takenPortsAreRefused() throws Exception {
        DatagramTransport first = reactor.listenUdp(0, recorder("first"), ON_LOOPBACK);
        int number = first.getHost().getPort();
        RecordingDatagrams second = recorder("second");
        start();

        doInTurn(() -> {
            assertThatThrownBy(() -> reactor.listenUdp(number, second, ON_LOOPBACK))
                    .isInstanceOf(CannotListenException.class)
                    .hasMessageContaining("127.0.0.1:" + number);
            first.stopListening().addConsumer(nothing -> reactor.listenUdp(number, second, ON_LOOPBACK));
        });

        journal.await("second started");
    }

    @Clause("U3")
    @DisplayName("U3: a number that is no port, and a protocol that has one, are refused at once")
    void misuseThrows() {
        RecordingDatagrams protocol = recorder("port");
        reactor.listenUdp(0, protocol, ON_LOOPBACK);

        assertThatThrownBy(() -> reactor.listenUdp(65_536, recorder("x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reactor.listenUdp(0, protocol, ON_LOOPBACK)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ON_LOOPBACK.withPeer(InetSocketAddress.createUnresolved("example.org", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("example.org");
        assertThatThrownBy(() -> ON_LOOPBACK.withLargestReceivedBytes(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Clause("U5")
    @DisplayName("U5: stopListening sends what was written, and nothing else, and stops the protocol once")
    void stopping() throws Exception {
        DatagramPeer peer = harness.openDatagramPeer();
        RecordingDatagrams protocol = recorder("port");
        start();
        DatagramTransport port = inTurn(() -> reactor.listenUdp(0, protocol, ON_LOOPBACK));
        journal.await("port started");

        doInTurn(() -> {
            MANY.forEach(text -> protocol.write(text, peer.address()));
            Deferred<@Nullable Void> stopped = port.stopListening();
            protocol.write("too late", peer.address());
            assertThat(port.stopListening()).isSameAs(stopped);
            journal.add("still in the turn");
            stopped.addConsumer(nothing -> journal.add("closed"));
        });

        journal.await("closed");
        List<String> received = new ArrayList<>();
        MANY.forEach(text -> received.add(new String(peer.receive().bytes(), ISO_8859_1)));
        assertThat(received).isEqualTo(MANY);
        peer.send("nobody".getBytes(ISO_8859_1), port.getHost());
        settle();
        assertThat(journal.lines())
                .containsExactly("port started", "still in the turn", "port stopped", "closed", "settled");
        RecordingDatagrams next = recorder("next");
        doInTurn(() -> reactor.listenUdp(port.getHost().getPort(), next, ON_LOOPBACK));
        journal.await("next started");
        doInTurn(() -> next.write("next", peer.address()));
        assertThat(new String(peer.receive().bytes(), ISO_8859_1)).isEqualTo("next");
    }

    @Clause("U5")
    @DisplayName("U5: a port that is closed before it was started is neither started nor stopped")
    void stoppedBeforeTheStart() throws Exception {
        DatagramTransport port = reactor.listenUdp(0, recorder("port"), ON_LOOPBACK);
        port.stopListening().addConsumer(nothing -> journal.add("closed"));

        start();
        journal.await("closed");
        doInTurn(() -> reactor.listenUdp(0, recorder("second"), ON_LOOPBACK)
                .stopListening()
                .addConsumer(nothing -> journal.add("second closed")));

        journal.await("second closed");
        settle();
        assertThat(journal.lines()).containsExactly("closed", "second closed", "settled");
    }

    @Clause("U5")
    @DisplayName("U5: the stop of the reactor closes its ports")
    void theStopCloses() throws Exception {
        RecordingDatagrams protocol = recorder("port");
        start();
        DatagramTransport port = inTurn(() -> reactor.listenUdp(0, protocol, ON_LOOPBACK));
        journal.await("port started");

        doInTurn(() -> reactor.addSystemEventTrigger(TriggerPhase.AFTER, SystemEvent.SHUTDOWN, () -> {
            assertThatThrownBy(() -> reactor.listenUdp(0, recorder("late"), ON_LOOPBACK))
                    .isInstanceOf(IllegalStateException.class);
            journal.add("refused");
        }));

        reactor.close();

        assertThat(journal.lines()).containsExactly("port started", "port stopped", "refused");
        Reactor next = harness.newReactor(ReactorOptions.defaults());
        assertThat(next.listenUdp(port.getHost().getPort(), recorder("next"), ON_LOOPBACK)
                        .getHost())
                .isEqualTo(port.getHost());
    }

    @Clause("U7")
    @DisplayName("U7: what a protocol throws is logged, and the port lives on")
    void throwingProtocols() throws Exception {
        DatagramPeer peer = harness.openDatagramPeer();
        RecordingDatagrams protocol = recorder("port");
        protocol.whenReceived((text, sender) -> {
            if (text.equals("bad")) {
                throw new IllegalStateException("thrown by a test");
            }
        });
        try (LogCapture log = new LogCapture(harness)) {
            start();
            DatagramTransport port = inTurn(() -> reactor.listenUdp(0, protocol, ON_LOOPBACK));
            peer.send("bad".getBytes(ISO_8859_1), port.getHost());
            peer.send("good".getBytes(ISO_8859_1), port.getHost());

            journal.await("port got 'good'");
            assertThat(log.thrown()).extracting(Throwable::getMessage).containsExactly("thrown by a test");
        }
    }

    @Clause("U7")
    @DisplayName("U7: a protocol that throws when it is started has its port closed")
    void throwingStart() throws Exception {
        try (LogCapture log = new LogCapture(harness)) {
            start();
            doInTurn(() -> reactor.listenUdp(
                    0,
                    recorder("port").whenStarted(() -> {
                        throw new IllegalStateException("thrown by a test");
                    }),
                    ON_LOOPBACK));

            journal.await("port stopped");
            assertThat(log.thrown()).extracting(Throwable::getMessage).containsExactly("thrown by a test");
        }
    }

    @Clause("M8")
    @DisplayName("M8: a flood of datagrams does not keep timed calls and other ports from their turns")
    void floodsDoNotStarve() throws Exception {
        AtomicInteger rounds = new AtomicInteger();
        DatagramProtocol busy = new DatagramProtocol() {
            @Override
            public void startProtocol() {
                IntStream.range(0, 100)
                        .forEach(i -> transport().write(new byte[1], transport().getHost()));
            }

            @Override
            public void datagramReceived(ByteBuffer bytes, InetSocketAddress sender) {
                transport().write(bytes, transport().getHost());
                if (rounds.incrementAndGet() == 1_000) {
                    harness.noticeChange();
                }
            }
        };
        start();
        doInTurn(() -> reactor.listenUdp(0, busy, ON_LOOPBACK));
        harness.await("the flood", () -> rounds.get() >= 1_000);

        doInTurn(() -> reactor.callLater(Duration.ZERO, () -> journal.add("timed")));
        journal.await("timed");
        DatagramPeer peer = harness.openDatagramPeer();
        RecordingDatagrams quiet = recorder("quiet");
        DatagramTransport other = inTurn(() -> reactor.listenUdp(0, quiet, ON_LOOPBACK));
        peer.send("hello".getBytes(ISO_8859_1), other.getHost());

        journal.await("quiet got 'hello'");
        doInTurn(() -> busy.transport().stopListening());
    }
}
