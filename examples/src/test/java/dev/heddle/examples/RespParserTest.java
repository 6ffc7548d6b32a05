package dev.heddle.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.examples.RespReply.Bulk;
import dev.heddle.examples.RespReply.Nothing;
import dev.heddle.examples.RespReply.Refusal;
import dev.heddle.examples.RespReply.Row;
import dev.heddle.examples.RespReply.Text;
import dev.heddle.examples.RespReply.Whole;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RespParserTest {

    private static final int MOST_BYTES = 1000;

    private static final String STREAM = "+OK\r\n-ERR no\r\n:-12\r\n$5\r\na\r\nbc\r\n$0\r\n\r\n$-1\r\n*-1\r\n*0\r\n"
            + "*3\r\n:1\r\n*2\r\n$1\r\nx\r\n*0\r\n+end\r\n";

    private static final List<RespReply> REPLIES = List.of(
            new Text("OK"),
            new Refusal("ERR no"),
            new Whole(-12),
            new Bulk("a\r\nbc"),
            new Bulk(""),
            new Nothing(),
            new Nothing(),
            new Row(List.of()),
            new Row(List.of(new Whole(1), new Row(List.of(new Bulk("x"), new Row(List.of()))), new Text("end"))));

    /** What {@code stream} gives when it is cut after each so many bytes. */
    private static List<RespReply> parse(byte[] stream, int pieceBytes) throws ProtocolException {
        RespParser parser = new RespParser(MOST_BYTES);
        List<RespReply> replies = new ArrayList<>();
        for (int from = 0; from < stream.length; from += pieceBytes) {
            ByteBuffer piece = ByteBuffer.wrap(stream, from, Math.min(pieceBytes, stream.length - from));
            for (RespReply reply = parser.next(piece); reply != null; reply = parser.next(piece)) {
                replies.add(reply);
            }
        }
        return replies;
    }

    @Test
    void givesTheSameRepliesHoweverTheStreamIsCut() throws Exception {
        byte[] stream = STREAM.getBytes(UTF_8);
        for (int pieceBytes = 1; pieceBytes <= stream.length; pieceBytes++) {
            assertThat(parse(stream, pieceBytes)).isEqualTo(REPLIES);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?\r\n",
                "\r\n",
                "+OK\n",
                ":twelve\r\n",
                "$-2\r\n",
                "$1001\r\n",
                "*99999999999999999999\r\n",
                "$1\r\nabc"
            })
    void refusesWhatIsNotTheProtocol(String stream) {
        assertThatThrownBy(() -> parse(stream.getBytes(UTF_8), 1)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void refusesWhatIsTooLarge() {
        String deep = "*1\r\n".repeat(33);
        String wide = "*1000\r\n" + ":1\r\n".repeat(1000);
        String large = "*2\r\n$600\r\n" + "x".repeat(600) + "\r\n$600\r\n" + "x".repeat(600) + "\r\n";

        assertThatThrownBy(() -> new RespParser(10_000).next(ByteBuffer.wrap(deep.getBytes(UTF_8))))
                .hasMessageContaining("32 arrays");
        assertThatThrownBy(() -> parse(wide.getBytes(UTF_8), 7)).hasMessageContaining("1000 bytes");
        assertThatThrownBy(() -> parse(large.getBytes(UTF_8), 7)).hasMessageContaining("1000 bytes");
        assertThatThrownBy(() -> parse("+".repeat(1 << 17).getBytes(UTF_8), 4096))
                .hasMessageContaining("65536");
    }

    /** Whatever comes, it is replies or a {@link ProtocolException}. */
    @Test
    void survivesGarbage() {
        Random random = new Random(1);
        String letters = "+-:$*0123456789\r\n\r\nx";
        for (int round = 0; round < 2000; round++) {
            StringBuilder garbage = new StringBuilder();
            random.ints(200, 0, letters.length()).forEach(index -> garbage.append(letters.charAt(index)));
            try {
                assertThat(parse(garbage.toString().getBytes(UTF_8), 1 + random.nextInt(50)))
                        .isNotNull();
            } catch (ProtocolException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }
}
