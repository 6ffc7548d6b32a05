package dev.heddle.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.benchmarks.Completion;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PlainSinkTest {

    private static final byte[] MESSAGE = "again and again".getBytes(US_ASCII);

    private final Completion completion = new Completion();
    private final AtomicLong missing = new AtomicLong();

    private PlainSink open(int bytes) {
        missing.set(bytes);
        return new PlainSink(
                ByteBuffer.wrap(MESSAGE),
                count -> {
                    if (missing.addAndGet(-count) == 0) {
                        completion.done();
                    }
                },
                completion::fail);
    }

    @Test
    void itTakesTheMessageAgainAndAgainHoweverItIsCut() throws Exception {
        try (PlainSink sink = open(3 * MESSAGE.length);
                Socket client =
                        new Socket(sink.address().getAddress(), sink.address().getPort())) {
            client.getOutputStream().write(MESSAGE, 0, 4);
            client.getOutputStream().write(MESSAGE, 4, MESSAGE.length - 4);
            client.getOutputStream()
                    .write(new String(MESSAGE, US_ASCII).repeat(2).getBytes(US_ASCII));

            completion.await(missing::toString);
        }
    }

    @Test
    void somethingElseIsAFailure() throws Exception {
        try (PlainSink sink = open(2 * MESSAGE.length);
                Socket client =
                        new Socket(sink.address().getAddress(), sink.address().getPort())) {
            client.getOutputStream().write(MESSAGE);
            client.getOutputStream().write("against".getBytes(US_ASCII));

            assertThatThrownBy(() -> completion.await(missing::toString))
                    .rootCause()
                    .hasMessageContaining("not what was sent, from byte 5 of a message on");
        }
    }
}
