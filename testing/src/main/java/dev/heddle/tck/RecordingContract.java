package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.net.CloseReason.ConnectionAborted;
import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.CloseReason.ProtocolFailed;
import dev.heddle.net.Protocol;
import dev.heddle.net.PushProducer;
import dev.heddle.testing.RecordingTransport;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;

/** Section W: a connection for one protocol alone. */
public abstract class RecordingContract {

    private final Noting protocol = new Noting();
    private final RecordingTransport transport = new RecordingTransport();

    /** For subclasses. */
    protected RecordingContract() {}

    /** Notes what it is told, and does with the bytes what the test says. */
    private static final class Noting extends Protocol {

        final List<String> heard = new ArrayList<>();
        BiConsumer<Protocol, ByteBuffer> onBytes = (self, bytes) -> {};

        @Override
        public void connectionMade() {
            heard.add("made");
        }

        @Override
        public void dataReceived(ByteBuffer bytes) {
            heard.add(StandardCharsets.UTF_8.decode(bytes.duplicate()).toString());
            onBytes.accept(this, bytes);
        }
    }

    @Clause("W1")
    @DisplayName("W1: pieces are delivered as they were cut, and what is written can be read at once")
    void piecesAndAnswers() {
        protocol.onBytes = (self, bytes) -> self.transport().write(bytes);
        transport.connect(protocol);

        transport.deliver("he", "llo");
        transport.deliverByteByByte("you".getBytes(StandardCharsets.UTF_8));

        assertThat(protocol.heard).containsExactly("made", "he", "llo", "y", "o", "u");
        assertThat(transport.takeText()).isEqualTo("helloyou");
        assertThat(transport.takeText()).isEmpty();
        assertThat(transport.written()).hasSize(8);

        transport.write("unasked".getBytes(StandardCharsets.UTF_8));
        assertThat(transport.takeText()).isEqualTo("unasked");
    }

    @Clause("W1")
    @DisplayName("W1: the addresses are those that the test says")
    void addresses() {
        InetSocketAddress host = InetSocketAddress.createUnresolved("here", 1);
        InetSocketAddress peer = InetSocketAddress.createUnresolved("there", 2);
        RecordingTransport placed = new RecordingTransport(host, peer);
        placed.connect(protocol);

        assertThat(protocol.transport().getHost()).isEqualTo(host);
        assertThat(protocol.transport().getPeer()).isEqualTo(peer);
    }

    @Clause("W1")
    @DisplayName(
            "W1: closing is as slow as on a real connection: our end first, the loss when the peer has ended or time"
                    + " is up")
    void closing() {
        protocol.onBytes = (self, bytes) -> {
            self.transport().write(bytes);
            self.transport().loseConnection();
        };
        transport.connect(protocol);

        transport.deliver("last", "ignored");

        assertThat(transport.takeText()).isEqualTo("last");
        assertThat(transport.isEnded()).isTrue();
        assertThat(transport.isDisconnecting()).isTrue();
        assertThat(transport.closeReason()).isNull();
        assertThat(protocol.heard).doesNotContain("ignored");
        transport.pass(Duration.ofSeconds(2));
        assertThat(transport.closeReason()).isEqualTo(new ConnectionDone());
    }

    @Clause("W1")
    @DisplayName("W1: an end, a reset and an abort are told as such")
    void losses() {
        transport.connect(protocol);
        transport.deliverEnd();
        assertThat(transport.closeReason()).isEqualTo(new ConnectionDone());

        RecordingTransport reset = new RecordingTransport();
        reset.connect(new Noting());
        reset.reset();
        assertThat(reset.closeReason()).isInstanceOf(ConnectionLost.class);

        RecordingTransport aborted = new RecordingTransport();
        aborted.connect(new Noting());
        aborted.abortConnection();
        assertThat(aborted.closeReason()).isEqualTo(new ConnectionAborted());
        assertThat(aborted.isAborted()).isTrue();
        assertThat(aborted.isEnded()).isFalse();
    }

    @Clause("W1")
    @DisplayName("W1: what was delivered to a paused protocol arrives when it goes on")
    void pausing() {
        transport.connect(protocol);
        transport.pauseReading();
        transport.deliver("later");
        assertThat(protocol.heard).containsExactly("made");
        assertThat(transport.isReadingPaused()).isTrue();

        transport.resumeReading();

        assertThat(protocol.heard).containsExactly("made", "later");
    }

    @Clause("W1")
    @DisplayName("W1: a producer is paused while the peer does not read, and goes on when it does")
    void producing() {
        List<String> told = new ArrayList<>();
        transport.connect(protocol);
        transport.setPeerReads(false);
        PushProducer producer = new PushProducer() {
            @Override
            public void pauseProducing() {
                told.add("pause");
            }

            @Override
            public void resumeProducing() {
                told.add("resume");
            }

            @Override
            public void stopProducing() {
                told.add("stop");
            }
        };
        transport.registerProducer(producer);
        assertThat(transport.producer()).isSameAs(producer);

        transport.write(new byte[300_000]);
        assertThat(told).containsExactly("pause");
        transport.setPeerReads(true);

        assertThat(told).containsExactly("pause", "resume");
        assertThat(transport.written()).hasSize(300_000);
    }

    @Clause("W2")
    @DisplayName("W2: what the protocol throws is thrown where it was brought about, and ends the connection")
    void throwsWhatTheProtocolThrows() {
        IllegalArgumentException thrown = new IllegalArgumentException("on purpose");
        protocol.onBytes = (self, bytes) -> {
            throw thrown;
        };
        transport.connect(protocol);

        assertThatThrownBy(() -> transport.deliver("bytes")).isSameAs(thrown);

        assertThat(transport.closeReason()).isEqualTo(new ProtocolFailed(thrown));
    }

    @Clause("W2")
    @DisplayName("W2: bytes written after closing are a mistake, unless the transport is lenient")
    void droppedBytes() {
        transport.connect(protocol);
        transport.loseConnection();
        assertThatThrownBy(() -> transport.write(new byte[5]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("5 bytes were written after the connection was closed");

        RecordingTransport lenient = new RecordingTransport().lenient();
        lenient.connect(new Noting());
        lenient.loseWriteConnection();
        lenient.write(new byte[5]);
        assertThat(lenient.written()).isEmpty();
    }

    @Clause("W2")
    @DisplayName("W2: unregistering without a producer, delivering too early or too late, and a second protocol are"
            + " mistakes")
    void misuse() {
        assertThatThrownBy(() -> transport.deliver("early"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("connect(protocol) first");
        transport.connect(protocol);

        assertThatThrownBy(transport::unregisterProducer).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> transport.connect(new Noting())).isInstanceOf(IllegalStateException.class);
        transport.abortConnection();
        assertThatThrownBy(() -> transport.deliver("late"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the connection is over");
    }

    @Clause("W2")
    @DisplayName("W2: a buffer that the protocol has kept does not keep its bytes")
    void keptBuffers() {
        List<ByteBuffer> kept = new ArrayList<>();
        protocol.onBytes = (self, bytes) -> kept.add(bytes);
        transport.connect(protocol);

        transport.deliver("bytes");

        assertThat(StandardCharsets.ISO_8859_1.decode(kept.getFirst()).toString())
                .hasSize(5)
                .isNotEqualTo("bytes");
    }
}
