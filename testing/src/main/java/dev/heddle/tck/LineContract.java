package dev.heddle.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.net.Protocol;
import dev.heddle.protocols.LineOnlyReceiver;
import dev.heddle.protocols.LineReceiver;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Section B of the contract: lines as text, and the modes of {@link LineReceiver}. */
public abstract class LineContract extends ReactorContract {

    /** For subclasses. */
    protected LineContract() {}

    @BeforeEach
    final void begin() {
        start();
    }

    private Peer serve(Protocol protocol) throws Exception {
        return peerOf(protocol);
    }

    private class Lines extends LineOnlyReceiver {
        @Override
        protected void lineReceived(String line) {
            journal.add(line);
        }
    }

    /** Lines that are numbers say how many bytes follow that are none. */
    private class Counted extends LineReceiver {

        private int missing;

        @Override
        protected void lineReceived(String line) {
            journal.add("line " + line);
            if (line.equals("all")) {
                missing = Integer.MAX_VALUE;
                setRawMode();
            } else if (line.matches("\\d+")) {
                missing = Integer.parseInt(line);
                setRawMode();
            }
        }

        @Override
        protected void rawDataReceived(ByteBuffer bytes) {
            int count = Math.min(missing, bytes.remaining());
            missing -= count;
            byte[] some = new byte[count];
            bytes.get(some);
            journal.add("raw " + new String(some, ISO_8859_1));
            if (missing == 0) {
                setLineMode();
            }
        }

        String text() {
            return String.join("", journal.lines()).replace("raw ", "");
        }
    }

    // B2: text and bytes.

    @Clause("B2")
    @DisplayName(
            "B2: a line is text in UTF-8, cut in the middle of a character or not, and what is malformed is replaced")
    void textIsUtf8() throws Exception {
        Peer peer = serve(new Lines());
        byte[] bytes = "\u00e4\u20ac\ud83e\uddf5\r\n".getBytes(UTF_8);

        peer.send(bytes);
        for (byte single : bytes) {
            peer.send(new byte[] {single});
        }
        peer.send(new byte[] {'a', (byte) 0xff, 'b', '\r', '\n'});

        journal.await(3);
        assertThat(journal.lines()).containsExactly("\u00e4\u20ac\ud83e\uddf5", "\u00e4\u20ac\ud83e\uddf5", "a\ufffdb");
    }

    @Clause("B2")
    @DisplayName("B2: another charset is used for what comes and for what is sent, from the next line on")
    void otherCharsets() throws Exception {
        Lines lines = new Lines() {
            @Override
            protected void lineReceived(String line) {
                super.lineReceived(line);
                setCharset(ISO_8859_1);
                sendLine("\u00fc");
            }
        };
        Peer peer = serve(lines);

        peer.send("\u00e4\r\n".getBytes(UTF_8));
        assertThat(peer.receiveBytes(3)).isEqualTo("\u00fc\r\n".getBytes(ISO_8859_1));
        peer.send("\u00e4\r\n".getBytes(ISO_8859_1));

        journal.await(2);
        assertThat(journal.lines()).containsExactly("\u00e4", "\u00e4");
    }

    @Clause("B2")
    @DisplayName("B2: a line can be had as the bytes that came")
    void linesAsBytes() throws Exception {
        Peer peer = serve(new LineOnlyReceiver() {
            @Override
            protected void lineBytesReceived(ByteBuffer line) {
                journal.add(line.remaining() + " " + ISO_8859_1.decode(line));
            }
        });

        peer.send(new byte[] {(byte) 0xff, 0, 'x', '\r', '\n', '\r', '\n'});

        journal.await(2);
        assertThat(journal.lines()).containsExactly("3 \u00ff\0x", "0 ");
    }

    // B3: modes.

    @Clause("B3")
    @DisplayName("B3: raw mode begins right after the line that began it, and ends where the bytes are left")
    void modesChangeInMidBuffer() throws Exception {
        Peer peer = serve(new Counted());

        peer.send("5\r\n1\r\n2\r\nnext\r\n0\r\n3\r\nabcend\r\n");

        journal.await("line end");
        assertThat(journal.lines())
                .containsExactly(
                        "line 5", "raw 1\r\n2\r", "line \nnext", "line 0", "raw ", "line 3", "raw abc", "line end");
    }

    @Clause("B3")
    @DisplayName("B3: the same when it comes a byte at a time")
    void modesByTheByte() throws Exception {
        Counted counted = new Counted();
        Peer peer = serve(counted);

        for (byte single : "5\r\n1\r\n2\r\nnext\r\n3\r\nabcend\r\n".getBytes(UTF_8)) {
            peer.send(new byte[] {single});
        }

        journal.await("line end");
        assertThat(counted.text()).isEqualTo("line 51\r\n2\rline \nnextline 3abcline end");
    }

    @Clause("B3")
    @DisplayName("B3: in raw mode no length is too long, and no delimiter is found")
    void rawModeHasNoLimit() throws Exception {
        Counted counted = new Counted();
        counted.setMaxLength(10);
        Peer peer = serve(counted);

        peer.send("all\r\n" + "x".repeat(1_000) + "\r\nend\r\n");

        harness.await("all", () -> counted.text().endsWith("end\r\n"));
        assertThat(counted.text()).isEqualTo("line all" + "x".repeat(1_000) + "\r\nend\r\n");
    }

    @Clause("B3")
    @DisplayName("B3: raw mode that is begun between callbacks begins with what has come of a line")
    void rawModeFromOutside() throws Exception {
        Counted counted = new Counted();
        Peer peer = serve(counted);
        peer.send("line\r\nhalf of");
        journal.await("line line");
        settle();

        doInTurn(() -> {
            counted.missing = 100;
            counted.setRawMode();
        });
        peer.send(" it");

        harness.await("the rest", () -> counted.text().endsWith("it"));
        assertThat(counted.text().replace("settled", "")).isEqualTo("line linehalf of it");
    }

    @Clause({"B3", "B7"})
    @DisplayName("B3: pausing holds the bytes that follow in raw mode, too")
    void pausingBetweenModes() throws Exception {
        Counted counted = new Counted() {
            @Override
            protected void lineReceived(String line) {
                super.lineReceived(line);
                transport().pauseReading();
            }
        };
        Peer peer = serve(counted);
        peer.send("3\r\nabcend\r\n");
        journal.await("line 3");
        settle();
        assertThat(journal.lines()).containsExactly("line 3", "settled");

        doInTurn(() -> counted.transport().resumeReading());

        journal.await("line end");
        assertThat(journal.lines()).containsExactly("line 3", "settled", "raw abc", "line end");
    }
}
