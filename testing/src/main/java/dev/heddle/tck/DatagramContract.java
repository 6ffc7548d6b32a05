package dev.heddle.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.net.DatagramOptions;
import dev.heddle.net.DatagramTransport;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** Section U: datagrams on their way. */
public abstract class DatagramContract extends ReactorContract {

    private static final DatagramOptions ON_LOOPBACK =
            DatagramOptions.defaults().withBindAddress(SocketHarness.loopback());

    /** An address of a network kept for documentation, to which nothing can be sent from loopback. */
    private static final InetSocketAddress UNREACHABLE = new InetSocketAddress("198.51.100.1", 9);

    /** For subclasses. */
    protected DatagramContract() {}

    private RecordingDatagrams port(DatagramOptions options) throws Exception {
        RecordingDatagrams protocol = new RecordingDatagrams(journal, "port");
        start();
        doInTurn(() -> reactor.listenUdp(0, protocol, options));
        journal.await("port started");
        return protocol;
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    @Clause("U1")
    @DisplayName("U1: a peer that refuses is told as connectionRefused, and the port lives on")
    void refusalIsTold() throws Exception {
        DatagramPeer peer = harness.openDatagramPeer();
        InetSocketAddress address = peer.address();
        peer.close();
        RecordingDatagrams protocol = port(ON_LOOPBACK.withPeer(address));

        doInTurn(() -> protocol.transport().write(bytes(1)));
        journal.await("port refused");
        doInTurn(() -> protocol.transport().write(bytes(1)));

        harness.await("the second refusal", () -> journal.count("port refused") == 2);
        assertThat(journal.lines()).doesNotContain("port stopped");
    }

    @Clause("U1")
    @DisplayName("U1: a port with a peer speaks to it, and does not hear others")
    void peersAreExclusive() throws Exception {
        DatagramPeer peer = harness.openDatagramPeer();
        DatagramPeer stranger = harness.openDatagramPeer();
        RecordingDatagrams protocol = port(ON_LOOPBACK.withPeer(peer.address()));
        InetSocketAddress address = protocol.transport().getHost();

        doInTurn(() -> protocol.transport().write("question".getBytes(ISO_8859_1)));
        DatagramPeer.Received question = peer.receive();
        stranger.send("lie".getBytes(ISO_8859_1), address);
        peer.send("answer".getBytes(ISO_8859_1), address);

        assertThat(new String(question.bytes(), ISO_8859_1)).isEqualTo("question");
        assertThat(question.sender()).isEqualTo(address);
        assertThat(protocol.transport().getPeer()).isEqualTo(peer.address());
        assertThat(journal.await("port got 'answer'")).doesNotContain("port got 'lie'");
    }

    @Clause("U2")
    @DisplayName("U2: datagrams arrive whole, from one byte to the most that fits, and empty ones, too")
    void boundariesAreKept() throws Exception {
        DatagramPeer peer = harness.openDatagramPeer();
        RecordingDatagrams protocol = port(ON_LOOPBACK);
        protocol.whenReceived((text, sender) -> protocol.write(text, sender));

        for (int size : new int[] {1, 0, 1_000, 9_000, DatagramTransport.LARGEST_IPV4_BYTES}) {
            peer.send(bytes(size), protocol.transport().getHost());
            assertThat(peer.receive().bytes()).isEqualTo(bytes(size));
        }
    }

    @Clause("U2")
    @DisplayName("U2: one that is too long is reported and dropped, one of just the size is delivered")
    void tooLongIsReported() throws Exception {
        DatagramPeer peer = harness.openDatagramPeer();
        RecordingDatagrams protocol = port(ON_LOOPBACK.withLargestReceivedBytes(10));

        for (int size : new int[] {11, 1_000, 10}) {
            peer.send(
                    "x".repeat(size).getBytes(ISO_8859_1), protocol.transport().getHost());
        }

        String tooLong = "port too long from " + peer.address().getPort();
        assertThat(journal.await("port got 'xxxxxxxxxx'"))
                .containsExactly("port started", tooLong, tooLong, "port got 'xxxxxxxxxx'");
    }

    @Clause("U4")
    @DisplayName("U4: datagrams are sent in the order written, also before the run, and their bytes are taken at once")
    void ordered() throws Exception {
        DatagramPeer peer = harness.openDatagramPeer();
        RecordingDatagrams protocol = new RecordingDatagrams(journal, "port");
        reactor.listenUdp(0, protocol, ON_LOOPBACK);
        ByteBuffer reused = ByteBuffer.allocate(2);

        for (int i = 0; i < 50; i++) {
            reused.clear().put((byte) i).put((byte) -i).flip();
            protocol.transport().write(reused, peer.address());
            assertThat(reused.hasRemaining()).isFalse();
        }
        start();
        journal.await("port started");
        doInTurn(() -> IntStream.range(50, 100)
                .forEach(i -> protocol.transport().write(new byte[] {(byte) i, (byte) -i}, peer.address())));

        for (int i = 0; i < 100; i++) {
            assertThat(peer.receive().bytes()).containsExactly(i, -i);
        }
    }

    @Clause("U4")
    @DisplayName("U4: what cannot be a datagram is refused at once, and nothing is sent")
    void misuseThrows() throws Exception {
        DatagramPeer peer = harness.openDatagramPeer();
        DatagramPeer other = harness.openDatagramPeer();
        RecordingDatagrams protocol = port(ON_LOOPBACK);
        DatagramTransport transport = protocol.transport();
        RecordingDatagrams connected = new RecordingDatagrams(journal, "connected");
        doInTurn(() -> reactor.listenUdp(0, connected, ON_LOOPBACK.withPeer(peer.address())));

        doInTurn(() -> {
            assertRefused(() -> transport.write(bytes(DatagramTransport.LARGEST_IPV4_BYTES + 1), peer.address()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("65508");
            assertRefused(() -> transport.write(bytes(1), InetSocketAddress.createUnresolved("example.org", 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("example.org");
            assertRefused(() -> transport.write(bytes(1), new InetSocketAddress(SocketHarness.loopback(), 0)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertRefused(() -> transport.write(bytes(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("withPeer");
            assertRefused(() -> connected.transport().write(bytes(1), other.address()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(String.valueOf(peer.address().getPort()));
            protocol.write("good", peer.address());
        });

        assertThat(new String(peer.receive().bytes(), ISO_8859_1)).isEqualTo("good");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertRefused(Runnable call) {
        return assertThatThrownBy(call::run);
    }

    @Clause("U4")
    @DisplayName("U4: every method of a port that is no constant needs the baton")
    void batonIsNeeded() throws Exception {
        DatagramPeer peer = harness.openDatagramPeer();
        DatagramTransport transport = port(ON_LOOPBACK).transport();

        assertThatThrownBy(() -> transport.write(bytes(1), peer.address()))
                .isInstanceOf(WrongThreadException.class)
                .hasMessageContaining("callFromThread");
        assertThatThrownBy(transport::stopListening).isInstanceOf(WrongThreadException.class);
        assertThat(transport.getHost().getPort()).isPositive();
        assertThat(transport.getPeer()).isNull();
    }

    @Clause("U8")
    @DisplayName("U8: a datagram that the system refuses to send is told of, and those after it are sent")
    void unsendableIsTold() throws Exception {
        DatagramPeer peer = harness.openDatagramPeer();
        RecordingDatagrams protocol = port(ON_LOOPBACK);

        doInTurn(() -> {
            protocol.write("one", peer.address());
            protocol.write("lost", UNREACHABLE);
            protocol.write("two", peer.address());
        });

        assertThat(new String(peer.receive().bytes(), ISO_8859_1)).isEqualTo("one");
        assertThat(new String(peer.receive().bytes(), ISO_8859_1)).isEqualTo("two");
        journal.await("port not sent to 198.51.100.1");
    }
}
