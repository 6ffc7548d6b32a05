package dev.heddle.protocols;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.net.Factory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** B1, B4, B7: any cutting of the same bytes, and any bytes. */
class ReceiverPropertyTest {

    private static final int LONGEST = 10;

    /** The receivers there are. */
    enum Kind {
        LINES,
        MODES,
        INT8,
        INT16,
        INT32,
        NETSTRINGS
    }

    /** Lines that begin with an x are followed by four raw bytes. */
    private static final class Modes extends LineReceiver {

        private final Consumer<String> told;
        private int missing;

        Modes(Consumer<String> told) {
            this.told = told;
        }

        @Override
        protected void lineBytesReceived(ByteBuffer line) {
            String text = ISO_8859_1.decode(line).toString();
            told.accept("line " + text);
            if (text.startsWith("x")) {
                missing = 4;
                setRawMode();
            }
        }

        @Override
        protected void lineLengthExceeded() {
            told.accept("too long");
        }

        @Override
        protected void rawDataReceived(ByteBuffer bytes) {
            while (missing > 0 && bytes.hasRemaining()) {
                told.accept("raw " + (char) (bytes.get() & 0xff));
                missing--;
            }
            if (missing == 0) {
                setLineMode();
            }
        }
    }

    private static final class Prefixed extends LengthPrefixedReceiver {

        private final Consumer<String> told;

        Prefixed(Prefix prefix, Consumer<String> told) {
            super(prefix);
            this.told = told;
            setMaxLength(LONGEST);
        }

        @Override
        protected void messageReceived(ByteBuffer message) {
            told.accept("message " + ISO_8859_1.decode(message));
        }

        @Override
        protected void lengthLimitExceeded(long length) {
            told.accept("too long " + length);
        }
    }

    private static Receiver receiver(Kind kind, Consumer<String> told) {
        return switch (kind) {
            case LINES -> {
                LineOnlyReceiver lines = new LineOnlyReceiver() {
                    @Override
                    protected void lineBytesReceived(ByteBuffer line) {
                        told.accept("line " + ISO_8859_1.decode(line));
                    }

                    @Override
                    protected void lineLengthExceeded() {
                        told.accept("too long");
                    }
                };
                lines.setMaxLength(LONGEST);
                yield lines;
            }
            case MODES -> {
                Modes modes = new Modes(told);
                modes.setMaxLength(LONGEST);
                yield modes;
            }
            case INT8 -> new Prefixed(LengthPrefixedReceiver.Prefix.INT8, told);
            case INT16 -> new Prefixed(LengthPrefixedReceiver.Prefix.INT16, told);
            case INT32 -> new Prefixed(LengthPrefixedReceiver.Prefix.INT32, told);
            case NETSTRINGS -> {
                NetstringReceiver netstrings = new NetstringReceiver() {
                    @Override
                    protected void messageReceived(ByteBuffer message) {
                        told.accept("message " + ISO_8859_1.decode(message));
                    }

                    @Override
                    protected void brokenPeer(String why) {
                        told.accept("broken " + why);
                    }
                };
                netstrings.setMaxLength(LONGEST);
                yield netstrings;
            }
        };
    }

    /** Bytes that mean something to one receiver or another, and some that do not. */
    @Provide
    Arbitrary<byte[]> streams() {
        Arbitrary<Byte> telling = Arbitraries.of(
                (byte) '\r',
                (byte) '\n',
                (byte) 'x',
                (byte) ':',
                (byte) ',',
                (byte) '0',
                (byte) '1',
                (byte) '3',
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 1,
                (byte) 2,
                (byte) 12,
                (byte) 0xff);
        Arbitrary<byte[]> any = Arbitraries.oneOf(telling, Arbitraries.bytes())
                .array(byte[].class)
                .ofMaxSize(200);
        Arbitrary<byte[]> wellFormed = Arbitraries.of(
                        "ab\r\n",
                        "\r\n",
                        "x\r\n12\r\n",
                        "0123456789\r\n",
                        "0123456789a\r\n",
                        "3:abc,",
                        "0:,",
                        "10:0123456789,",
                        "\1a",
                        "\0",
                        "\0\2ab",
                        "\0\0\0\3abc",
                        "\0\0\0\0")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts).getBytes(ISO_8859_1));
        return Combinators.combine(wellFormed, any).as((first, second) -> {
            byte[] both = new byte[first.length + second.length];
            System.arraycopy(first, 0, both, 0, first.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            return both;
        });
    }

    /** What {@code kind} tells of {@code bytes} that come in pieces, where each callback pauses now and then. */
    private static List<String> toldOf(Kind kind, byte[] bytes, int mostAtOnce, boolean pauses, Random random) {
        List<String> told = new ArrayList<>();
        StillTransport transport = new StillTransport();
        Receiver receiver = receiver(kind, message -> {
            assertThat(transport.closed || transport.paused).isFalse();
            told.add(message);
            transport.paused = pauses && !message.startsWith("raw") && random.nextBoolean();
        });
        receiver.makeConnection(transport, Factory.of(() -> receiver));
        int position = 0;
        while (position < bytes.length && !transport.closed) {
            int count = Math.min(bytes.length - position, 1 + random.nextInt(mostAtOnce));
            receiver.dataReceived(ByteBuffer.wrap(bytes.clone(), position, count));
            position += count;
            resume(receiver, transport);
            assertThat(receiver.partial.capacity()).isLessThanOrEqualTo(64);
        }
        return told;
    }

    private static void resume(Receiver receiver, StillTransport transport) {
        transport.paused = false;
        while (transport.unread != null && !transport.closed) {
            ByteBuffer again = transport.unread;
            transport.unread = null;
            int before = again.remaining();
            receiver.dataReceived(again);
            transport.paused = false;
            assertThat(transport.unread == null || transport.unread.remaining() < before)
                    .isTrue();
        }
    }

    /** In raw mode bytes are told one by one, so they are comparable, too. */
    @Property(tries = 3_000)
    void anyCuttingGivesTheSameMessages(
            @ForAll Kind kind, @ForAll("streams") byte[] bytes, @ForAll long seed, @ForAll boolean pauses) {
        List<String> whole = new ArrayList<>();
        StillTransport transport = new StillTransport();
        Receiver receiver = receiver(kind, whole::add);
        receiver.makeConnection(transport, Factory.of(() -> receiver));
        receiver.dataReceived(ByteBuffer.wrap(bytes));
        Random random = new Random(seed);

        assertThat(toldOf(kind, bytes, 1, pauses, random)).isEqualTo(whole);
        assertThat(toldOf(kind, bytes, 7, pauses, random)).isEqualTo(whole);
        assertThat(toldOf(kind, bytes, 50, pauses, random)).isEqualTo(whole);
    }
}
