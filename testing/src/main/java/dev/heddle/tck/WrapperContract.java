package dev.heddle.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.net.CloseReason.ConnectionAborted;
import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.CloseReason.ProtocolFailed;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.protocols.LineOnlyReceiver;
import dev.heddle.protocols.ProtocolWrapper;
import dev.heddle.protocols.WrappingFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;

/** Clause V1: protocols around protocols. */
public abstract class WrapperContract extends ReactorContract {

    /** For subclasses. */
    protected WrapperContract() {}

    /** A peer of {@code protocol}, which has three wrappers. */
    private Peer wrappedPeerOf(Protocol protocol) throws Exception {
        Factory factory = Factory.of(() -> protocol);
        for (int i = 0; i < 3; i++) {
            factory = new WrappingFactory(factory, ProtocolWrapper::new);
        }
        Peer peer = harness.connectPeer(listen(factory).address());
        journal.await("server made");
        return peer;
    }

    @Clause("V1")
    @DisplayName("V1: a wrapped protocol receives, sends, and is told of its end, as if it were not wrapped")
    void wrappersPassOnBytes() throws Exception {
        start();
        RecordingProtocol server = recording("server").whenReceived((self, text) -> self.write("<" + text + ">"));
        Peer peer = wrappedPeerOf(server);

        peer.send("abc");
        assertThat(peer.receive(5)).isEqualTo("<abc>");
        peer.close();

        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
        assertThat(journal.lines()).containsExactly("server made", "server data abc", "server lost");
    }

    @Clause("V1")
    @DisplayName(
            "V1: the transport of a wrapped protocol has the addresses of the connection, and its factory is its own")
    void wrappersPassOnAddresses() throws Exception {
        start();
        RecordingProtocol server = recording("server");
        Factory own = Factory.of(() -> server);
        TcpListeningPort port = listen(new WrappingFactory(own, ProtocolWrapper::new));
        Peer peer = harness.connectPeer(port.address());
        journal.await("server made");

        assertThat(server.transport().getHost()).isEqualTo(port.address());
        assertThat(server.factory()).isSameAs(own);
        peer.close();
    }

    @Clause("V1")
    @DisplayName("V1: a wrapped protocol that is half-closeable goes on after the peer's end, and is told of both ends")
    void wrappersPassOnHalfClose() throws Exception {
        start();
        RecordingHalfCloseable server = new RecordingHalfCloseable(journal, "server");
        server.whenInputEnded(self -> {
            self.write("rest");
            self.transport().loseWriteConnection();
        });
        Peer peer = wrappedPeerOf(server);

        peer.shutdownOutput();

        assertThat(new String(peer.receiveToEnd(), UTF_8)).isEqualTo("rest");
        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
        assertThat(journal.lines())
                .containsExactly("server made", "server input ended", "server output ended", "server lost");
    }

    @Clause("V1")
    @DisplayName("V1: a wrapped protocol that is not half-closeable ends with its peer, its producer stopped before")
    void wrappersPassOnTheEnd() throws Exception {
        start();
        RecordingProtocol server = recording("server")
                .whenMade(self -> self.transport().registerProducer(new RecordingProducer.Push(journal, "push")));
        Peer peer = wrappedPeerOf(server);

        peer.shutdownOutput();

        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
        assertThat(journal.lines()).containsExactly("server made", "push stop", "server lost");
    }

    @Clause("V1")
    @DisplayName("V1: closing, disconnecting and pausing mean the connection")
    void wrappersPassOnCalls() throws Exception {
        start();
        List<Boolean> disconnecting = new CopyOnWriteArrayList<>();
        RecordingProtocol server =
                recording("server").whenMade(self -> self.transport().pauseProducing());
        Peer peer = wrappedPeerOf(server);
        peer.send("abc");
        settle();
        assertThat(journal.lines()).doesNotContain("server data abc");
        doInTurn(() -> server.transport().resumeProducing());
        journal.await("server data abc");

        doInTurn(() -> {
            disconnecting.add(server.transport().isDisconnecting());
            server.transport().abortConnection();
            disconnecting.add(server.transport().isDisconnecting());
        });

        assertThat(server.awaitLost()).isEqualTo(new ConnectionAborted());
        assertThat(disconnecting).containsExactly(false, true);
    }

    @Clause("V1")
    @DisplayName("V1: a producer of a wrapped protocol is held back by the connection")
    void wrappersPassOnProducers() throws Exception {
        start();
        RecordingProtocol server = recording("server").whenMade(self -> {
            self.transport().registerProducer(new RecordingProducer.Push(journal, "push"));
            self.transport().write(new byte[MORE_THAN_BUFFERS_HOLD]);
        });
        Peer peer = wrappedPeerOf(server);

        journal.await("push pause");
        peer.receiveBytes(MORE_THAN_BUFFERS_HOLD);
        journal.await("push resume");
        peer.close();
    }

    @Clause("V1")
    @DisplayName("V1: what a wrapped protocol throws is the reason of its loss")
    void wrappersPassOnExceptions() throws Exception {
        start();
        IllegalStateException cause = new IllegalStateException("on purpose");
        try (LogCapture log = new LogCapture(harness)) {
            RecordingProtocol server = recording("server").whenReceived((self, text) -> {
                throw cause;
            });
            wrappedPeerOf(server).send("abc");

            assertThat(server.awaitLost()).isEqualTo(new ProtocolFailed(cause));
            log.await(cause);
        }
    }

    @Clause("V1")
    @DisplayName("V1: what a wrapped protocol has not taken when it pauses comes again when it resumes")
    void wrappersPassOnWhatIsGivenBack() throws Exception {
        start();
        LineOnlyReceiver server = new LineOnlyReceiver() {
            @Override
            public void connectionMade() {
                journal.add("server made");
            }

            @Override
            public void lineReceived(String line) {
                journal.add("line " + line);
                transport().pauseReading();
            }
        };
        Peer peer = wrappedPeerOf(server);

        peer.send("one\r\ntwo\r\n");
        journal.await("line one");
        settle();
        doInTurn(() -> server.transport().resumeReading());

        assertThat(journal.await("line two")).containsExactly("server made", "line one", "settled", "line two");
        peer.close();
    }
}
