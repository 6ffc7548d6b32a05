package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.net.Transport;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;

/** Section S: what a transport says of its own end. */
public abstract class DisconnectingContract extends ReactorContract {

    /** For subclasses. */
    protected DisconnectingContract() {}

    @Clause("S12")
    @DisplayName("S12: a connection is disconnecting from loseConnection on, also after its loss")
    void closingDisconnects() throws Exception {
        assertDisconnects(Transport::loseConnection);
    }

    @Clause("S12")
    @DisplayName("S12: a connection is disconnecting from abortConnection on, also after its loss")
    void abortingDisconnects() throws Exception {
        assertDisconnects(Transport::abortConnection);
    }

    private void assertDisconnects(Consumer<Transport> ending) throws Exception {
        start();
        RecordingProtocol server = recording("server").whenMade(this::note);
        Peer peer = peerOf(server);
        journal.await("server made");

        doInTurn(() -> {
            note(server);
            ending.accept(server.transport());
            note(server);
        });
        peer.close();
        server.awaitLost();
        doInTurn(() -> note(server));

        assertThat(journal.lines())
                .containsSubsequence(
                        "disconnecting false", "disconnecting false", "disconnecting true", "disconnecting true");
        assertThat(journal.count("disconnecting false")).isEqualTo(2);
    }

    private void note(RecordingProtocol protocol) {
        journal.add("disconnecting " + protocol.transport().isDisconnecting());
    }

    @Clause("S12")
    @DisplayName("S12: a half close by either side is no disconnecting")
    void halfClosesDoNotDisconnect() throws Exception {
        start();
        RecordingHalfCloseable server = new RecordingHalfCloseable(journal, "server");
        Peer peer = peerOf(server);
        peer.shutdownOutput();
        journal.await("server input ended");
        doInTurn(() -> note(server));
        RecordingHalfCloseable other = new RecordingHalfCloseable(journal, "other");
        Peer otherPeer = peerOf(other);
        journal.await("other made");

        doInTurn(() -> {
            other.transport().loseWriteConnection();
            note(other);
        });
        assertThat(otherPeer.receiveToEnd()).isEmpty();
        doInTurn(() -> note(other));

        assertThat(journal.count("disconnecting false")).isEqualTo(3);
    }

    @Clause("S12")
    @DisplayName("S12: a connection whose peer has ended, and whose protocol is not half-closeable, is disconnecting")
    void theEndOfThePeerDisconnects() throws Exception {
        start();
        RecordingProtocol server = recording("server").whenLost(reason -> journal.add("lost"));
        Peer peer = peerOf(server);
        journal.await("server made");

        peer.shutdownOutput();
        server.awaitLost();
        doInTurn(() -> note(server));

        assertThat(journal.lines()).contains("disconnecting true");
    }
}
