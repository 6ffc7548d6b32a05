package dev.heddle.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.net.CloseReason.ConnectionAborted;
import dev.heddle.net.Protocol;
import dev.heddle.protocols.LengthPrefixedReceiver;
import dev.heddle.protocols.LengthPrefixedReceiver.Prefix;
import dev.heddle.protocols.LineOnlyReceiver;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Section B of the contract: how much of a message is held, and when none is told. */
public abstract class MessageFlowContract extends ReceiverContract {

    private static final int LONGEST_LINE = LineOnlyReceiver.DEFAULT_MAX_LENGTH;
    private static final int LONGEST_MESSAGE = LengthPrefixedReceiver.DEFAULT_MAX_LENGTH;

    /** For subclasses. */
    protected MessageFlowContract() {}

    // B4: bounds.

    @Clause("B4")
    @DisplayName("B4: a line of just the limit is told, and the connection is closed at the first byte beyond")
    void lineOfTheLimit() throws Exception {
        Peer peer = serve(lines);
        String longest = "x".repeat(LONGEST_LINE);
        String told = LONGEST_LINE + "line ".length() + " bytes";
        peer.send(longest + "\r\n" + longest + "\r");
        journal.await(told);
        settle();
        peer.send("\n" + longest);
        journal.await(3);
        assertThat(journal.lines()).containsExactly(told, "settled", told);

        peer.send("\rx");

        assertThat(peer.receiveToEnd()).isEmpty();
    }

    @Clause("B4")
    @DisplayName("B4: where the connection stays open, a line that is too long is told of once, and skipped")
    void longLinesCanBeSkipped() throws Exception {
        Lines patient = new Lines() {
            @Override
            protected void lineLengthExceeded() {
                journal.add("too long");
            }
        };
        patient.setMaxLength(5);
        Peer peer = serve(patient);

        peer.send("12345\r\n123456789\r\r\nnext\r\n" + "x".repeat(1_000));
        sendBytewise(peer, "x".repeat(100).getBytes(UTF_8));
        sendBytewise(peer, "\r\n123\r\n123456\r\n".getBytes(UTF_8));

        journal.await(6);
        assertThat(journal.lines())
                .containsExactly("line 12345", "too long", "line next", "too long", "line 123", "too long");
    }

    @Clause("B4")
    @DisplayName("B4: a message that is announced as too long closes the connection before it comes")
    void announcedTooLong() throws Exception {
        Peer peer = serve(new Prefixed(Prefix.INT32));
        peer.send(hex("00000001 61 ffffffff"));
        assertThat(peer.receiveToEnd()).isEmpty();
        peer = serve(new Prefixed(Prefix.INT32));
        peer.send(hex(HexFormat.of().toHexDigits(LONGEST_MESSAGE + 1)));
        assertThat(peer.receiveToEnd()).isEmpty();

        assertThat(journal.lines()).containsExactly("message a", "too long: 4294967295", "too long: 100000");
    }

    @Clause("B4")
    @DisplayName("B4: where the connection stays open, a message that is too long is skipped")
    void longMessagesCanBeSkipped() throws Exception {
        Prefixed patient = new Prefixed(Prefix.INT8) {
            @Override
            protected void lengthLimitExceeded(long length) {
                journal.add("too long: " + length);
            }
        };
        patient.setMaxLength(2);
        Peer peer = serve(patient);

        peer.send(hex("02 6162 03 616263 01 64 05 6162"));
        sendBytewise(peer, hex("636465 01 66"));

        journal.await(5);
        assertThat(journal.lines())
                .containsExactly("message ab", "too long: 3", "message d", "too long: 5", "message f");
    }

    // B6: closing.

    @Clause("B6")
    @DisplayName("B6: no message is told after the one in whose callback the connection was closed")
    void closingEndsMessages() throws Exception {
        List<Protocol> receivers = List.of(lines, new Prefixed(Prefix.INT8), netstrings);
        List<String> sent = List.of("a\r\nb\r\nc\r\n", "\1a\1b\1c", "1:a,1:b,1:c,");
        for (int index = 0; index < receivers.size(); index++) {
            Protocol receiver = receivers.get(index);
            whenTold = () -> receiver.transport().loseConnection();
            Peer peer = serve(receiver);
            peer.send(sent.get(index));
            assertThat(peer.receiveToEnd()).isEmpty();
        }

        settle();
        assertThat(journal.lines()).containsExactly("line a", "message a", "message a", "settled");
    }

    @Clause("B6")
    @DisplayName("B6: nor after the one in whose callback it was aborted")
    void abortingEndsMessages() throws Exception {
        whenTold = () -> lines.transport().abortConnection();
        Peer peer = serve(lines);

        peer.send("a\r\nb\r\n");

        journal.await("line a");
        settle();
        assertThat(journal.lines()).doesNotContain("line b");
    }

    // B7: pausing.

    @Clause("B7")
    @DisplayName("B7: a callback that pauses holds the messages that have arrived, too, and resuming has them told, in"
            + " order")
    void pausingHoldsMessages() throws Exception {
        List<Protocol> receivers = List.of(lines, new Prefixed(Prefix.INT8), netstrings);
        List<String> sent = List.of("a\r\nb\r\nc\r\nd", "\1a\1b\1c\1", "1:a,1:b,1:c,1:");
        List<String> sentLater = List.of("\r\n", "d", "d,");
        for (int index = 0; index < receivers.size(); index++) {
            Protocol receiver = receivers.get(index);
            int before = journal.lines().size();
            whenTold = () -> receiver.transport().pauseReading();
            Peer peer = serve(receiver);
            peer.send(sent.get(index));
            peer.send(sentLater.get(index));
            for (int messages = 1; messages <= 4; messages++) {
                int expected = before + 3 * messages - 2;
                harness.await("the next message", () -> journal.lines().size() >= expected);
                settle();
                doInTurn(() -> {
                    receiver.transport().resumeReading();
                    journal.add("resumed");
                });
            }
            assertThat(String.join(" ", journal.lines().subList(before, before + 12))
                            .replaceAll("line|message", "-"))
                    .isEqualTo("- a settled resumed - b settled resumed - c settled resumed - d settled resumed");
        }
    }

    @Clause("B7")
    @DisplayName("B7: who resumes in the callback that paused is told in a later turn, and of all")
    void pausingAndResumingAtOnce() throws Exception {
        whenTold = () -> {
            lines.transport().pauseReading();
            lines.transport().resumeReading();
            journal.add("returned");
        };
        Peer peer = serve(lines);

        peer.send("a\r\nb\r\n");

        journal.await(4);
        assertThat(journal.lines()).containsExactly("line a", "returned", "line b", "returned");
    }

    @Clause("B7")
    @DisplayName("B7: messages that are held when the connection is closed are not told")
    void closingWhilePaused() throws Exception {
        whenTold = () -> lines.transport().pauseReading();
        Peer peer = serve(lines);
        peer.send("a\r\nb\r\n");
        journal.await("line a");

        doInTurn(() -> {
            lines.transport().loseConnection();
            lines.transport().resumeReading();
        });

        assertThat(peer.receiveToEnd()).isEmpty();
        settle();
        assertThat(journal.lines()).containsExactly("line a", "settled");
    }

    @Clause("B7")
    @DisplayName("B7: what any protocol gives back is delivered again in a later turn, before what comes")
    void unread() throws Exception {
        Protocol picky = new Protocol() {
            @Override
            public void dataReceived(ByteBuffer bytes) {
                journal.add("first of " + bytes.remaining() + ": " + (char) bytes.get());
                transport().unread(bytes);
                journal.add("left " + bytes.remaining());
            }
        };
        Peer peer = serve(picky);

        peer.send("abc");
        journal.await(6);
        peer.send("d");

        journal.await(8);
        assertThat(journal.lines()).endsWith("first of 1: c", "left 0", "first of 1: d", "left 0");
        assertThat(inTurn(() -> picky.transport().isReadingPaused())).isFalse();
    }

    @Clause("B7")
    @DisplayName("B7: what was given back while paused waits for resuming")
    void unreadWhilePaused() throws Exception {
        RecordingProtocol server = recording("server");
        serve(server);
        journal.await("server made");
        doInTurn(() -> {
            server.transport().pauseReading();
            server.transport().unread(ByteBuffer.wrap("given ".getBytes(UTF_8)));
            server.transport().unread(ByteBuffer.wrap("back".getBytes(UTF_8)));
        });
        settle();
        assertThat(inTurn(() -> server.transport().isReadingPaused())).isTrue();
        assertThat(journal.lines()).containsExactly("server made", "settled");

        doInTurn(() -> server.transport().resumeReading());

        journal.await("server data given back");
        doInTurn(() -> server.transport().abortConnection());
        assertThat(server.awaitLost()).isEqualTo(new ConnectionAborted());
    }
}
