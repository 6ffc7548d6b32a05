package dev.heddle.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.heddle.protocols.LengthPrefixedReceiver;
import dev.heddle.protocols.LengthPrefixedReceiver.Prefix;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Section B of the contract: what cuts a stream into messages. */
public abstract class MessageContract extends ReceiverContract {

    private static final int LONGEST_MESSAGE = LengthPrefixedReceiver.DEFAULT_MAX_LENGTH;

    /** For subclasses. */
    protected MessageContract() {}

    // B1: cutting.

    @Clause("B1")
    @DisplayName("B1: lines are told without their delimiter, in order, and an unfinished one is not")
    void linesAreCut() throws Exception {
        Peer peer = serve(lines);

        peer.send("one\r\n\r\nt\rw\no\r\nthr");
        journal.await(3);
        peer.send("ee\r");
        settle();
        peer.send("\nunfinished");
        journal.await("line three");
        peer.close();

        settle();
        assertThat(journal.lines())
                .containsExactly("line one", "line ", "line t\rw\no", "settled", "line three", "settled");
    }

    @Clause("B1")
    @DisplayName("B1: lines that come a byte at a time are the same")
    void linesByTheByte() throws Exception {
        Peer peer = serve(lines);

        sendBytewise(peer, "one\r\n\r\nt\r\rwo\r\r\n".getBytes(UTF_8));

        journal.await(3);
        assertThat(journal.lines()).containsExactly("line one", "line ", "line t\r\rwo\r");
    }

    @Clause("B1")
    @DisplayName("B1: a delimiter of one's own, which begins like the bytes before it, is found wherever it is")
    void otherDelimiters() throws Exception {
        lines.setDelimiter("aab".getBytes(UTF_8));
        Peer peer = serve(lines);

        peer.send("1aab2aaab");
        sendBytewise(peer, "3aaaabaaab".getBytes(UTF_8));

        journal.await(4);
        assertThat(journal.lines()).containsExactly("line 1", "line 2a", "line 3aa", "line a");
    }

    @Clause("B1")
    @DisplayName("B1: messages with a length of one byte, of two and of four are told, whole or a byte at a time")
    void prefixedMessagesAreCut() throws Exception {
        Peer peer = serve(new Prefixed(Prefix.INT8));
        peer.send(hex("02 6162 00 01 63"));
        journal.await(3);
        peer = serve(new Prefixed(Prefix.INT16));
        peer.send(hex("0002 6162 0000 0001 63 0100"));
        peer.send(new byte[256]);
        journal.await(7);
        peer = serve(new Prefixed(Prefix.INT32));
        sendBytewise(peer, hex("00000002 6162 00000000 00000001 63 00000000"));
        journal.await(11);

        assertThat(journal.lines())
                .containsExactly(
                        "message ab",
                        "message ",
                        "message c",
                        "message ab",
                        "message ",
                        "message c",
                        256 + "message ".length() + " bytes",
                        "message ab",
                        "message ",
                        "message c",
                        "message ");
    }

    @Clause("B1")
    @DisplayName("B1: netstrings are told, whole or a byte at a time")
    void netstringsAreCut() throws Exception {
        Peer peer = serve(netstrings);

        peer.send("3:abc,0:,1:,,");
        sendBytewise(peer, "12:hello world!,0:,".getBytes(UTF_8));

        journal.await(5);
        assertThat(journal.lines())
                .containsExactly("message abc", "message ", "message ,", "message hello world!", "message ");
    }

    @Clause("B1")
    @DisplayName("B1: a long message is told whole, however many pieces it comes in")
    void longMessages() throws Exception {
        Peer peer = serve(new Prefixed(Prefix.INT32));

        for (int round = 0; round < 3; round++) {
            peer.send(hex(HexFormat.of().toHexDigits(LONGEST_MESSAGE)));
            peer.send(new byte[LONGEST_MESSAGE]);
        }

        String told = LONGEST_MESSAGE + "message ".length() + " bytes";
        journal.await(3);
        assertThat(journal.lines()).containsExactly(told, told, told);
    }

    // B5: netstrings are strict.

    @Clause("B5")
    @DisplayName("B5: what is no netstring is told of once, nothing after it is, and the connection is closed")
    void brokenNetstrings() throws Exception {
        for (String broken :
                List.of("x", ":", "-1:", "03:abc,", "00:,", "1x:", "3:abcd,", "1 :a,", "100000", "1:a\n")) {
            Netstrings receiver = new Netstrings();
            Peer peer = serve(receiver);
            int before = journal.lines().size();

            peer.send("1:a," + broken + "1:b,1:c,");

            assertThat(peer.receiveToEnd()).isEmpty();
            settle();
            List<String> since = journal.lines().subList(before, journal.lines().size());
            assertThat(since).as(broken).hasSize(3);
            assertThat(since.getFirst()).isEqualTo("message a");
            assertThat(since.get(1)).startsWith("broken: ");
        }
    }

    // B8: sending.

    @Clause("B8")
    @DisplayName("B8: what is sent has the delimiter, or the length, that the other side needs")
    void sending() throws Exception {
        Peer linePeer = serve(lines);
        settle();
        doInTurn(() -> {
            lines.sendLine("caf\u00e9");
            lines.sendLine(new byte[0]);
            lines.transport().loseConnection();
        });
        assertThat(new String(linePeer.receiveToEnd(), UTF_8)).isEqualTo("caf\u00e9\r\n\r\n");
        for (Prefix prefix : Prefix.values()) {
            Prefixed receiver = new Prefixed(prefix);
            Peer peer = serve(receiver);
            settle();
            doInTurn(() -> {
                receiver.sendMessage(new byte[0x81]);
                receiver.transport().loseConnection();
            });
            byte[] received = peer.receiveToEnd();
            int prefixBytes = received.length - 0x81;
            assertThat(prefixBytes).isEqualTo(prefix == Prefix.INT8 ? 1 : prefix == Prefix.INT16 ? 2 : 4);
            assertThat(received).startsWith(hex("00".repeat(prefixBytes - 1) + "81"));
        }
        Peer netstringPeer = serve(netstrings);
        settle();
        doInTurn(() -> {
            netstrings.sendMessage("hello world!".getBytes(UTF_8));
            netstrings.sendMessage(new byte[0]);
            netstrings.transport().loseConnection();
        });
        assertThat(new String(netstringPeer.receiveToEnd(), UTF_8)).isEqualTo("12:hello world!,0:,");
    }

    @Clause("B8")
    @DisplayName("B8: a line with a delimiter in it, and a message that is too long for its prefix, are refused whole")
    void refusedToSend() throws Exception {
        Prefixed prefixed = new Prefixed(Prefix.INT8);
        Peer peer = serve(prefixed);
        settle();
        doInTurn(() -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> prefixed.sendMessage(new byte[256]))
                    .withMessageContaining("256")
                    .withMessageContaining("255");
            prefixed.transport().loseConnection();
        });
        assertThat(peer.receiveToEnd()).isEmpty();
        peer = serve(lines);
        settle();
        doInTurn(() -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> lines.sendLine("QUIT\r\nDELETE"))
                    .withMessageContaining("QUIT");
            lines.setDelimiter((byte) 'a', (byte) 'a');
            assertThatIllegalArgumentException().isThrownBy(() -> lines.sendLine("a"));
            lines.transport().loseConnection();
        });

        assertThat(peer.receiveToEnd()).isEmpty();
    }
}
