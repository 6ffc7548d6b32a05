package dev.heddle.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.core.ProxyHeader.Ends;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** N13: however a header is cut, it says the same; and whatever is no header, is refused within its bound. */
class ProxyHeaderPropertyTest {

    private static final int LONGEST = 4096;
    private static final byte[] BINARY = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};

    @Provide
    Arbitrary<byte[]> lines() {
        Arbitrary<String> words = Arbitraries.of(
                "TCP4", "TCP6", "UNKNOWN", "192.0.2.1", "1.2.3", "::1", "::", "0", "443", "65536", "", "x");
        return words.list()
                .ofMaxSize(7)
                .map(all -> ("PROXY " + String.join(" ", all) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Provide
    Arbitrary<byte[]> binaries() {
        Arbitrary<Byte> commands = Arbitraries.of((byte) 0x20, (byte) 0x21, (byte) 0x22, (byte) 0x11);
        Arbitrary<Byte> families = Arbitraries.of((byte) 0, (byte) 0x11, (byte) 0x21, (byte) 0x31, (byte) 0x12);
        Arbitrary<byte[]> bodies = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
        return Combinators.combine(commands, families, bodies).as(ProxyHeaderPropertyTest::binary);
    }

    private static byte[] binary(byte command, byte family, byte[] body) {
        return ByteBuffer.allocate(16 + body.length)
                .put(BINARY)
                .put(command)
                .put(family)
                .putShort((short) body.length)
                .put(body)
                .array();
    }

    @Property(tries = 3_000)
    void linesMayBeCut(@ForAll("lines") byte[] header, @ForAll @Size(max = 20) List<@IntRange(max = 60) Integer> cuts) {
        assertThat(read(header, cuts)).isEqualTo(read(header, List.of()));
    }

    @Property(tries = 3_000)
    void binariesMayBeCut(
            @ForAll("binaries") byte[] header, @ForAll @Size(max = 20) List<@IntRange(max = 60) Integer> cuts) {
        assertThat(read(header, cuts)).isEqualTo(read(header, List.of()));
    }

    @Property(tries = 3_000)
    void anythingIsAHeaderOrRefused(@ForAll byte[] bytes) {
        read(bytes, List.of());
        read(binary((byte) 0x21, (byte) 0x31, bytes), List.of());
    }

    @Property(tries = 300)
    void nothingIsTakenWithoutEnd(@ForAll("lines") byte[] line, @ForAll("binaries") byte[] binary) {
        for (byte[] header : List.of(line, binary)) {
            byte[] cut = Arrays.copyOf(header, header.length - 1);
            byte[] endless = Arrays.copyOf(cut, LONGEST + 1);
            assertThat(read(endless, List.of())).isNotEqualTo("more");
        }
    }

    /** What becomes of it, and how many bytes are left behind it. */
    private static String read(byte[] bytes, List<Integer> cuts) {
        ProxyHeader header = new ProxyHeader();
        ByteBuffer all = ByteBuffer.wrap(bytes);
        try {
            for (int cut : cuts) {
                ByteBuffer piece = all.slice(all.position(), Math.min(cut, all.remaining()));
                Ends ends = header.take(piece);
                all.position(all.position() + piece.position());
                if (ends != null) {
                    return ends + " and " + all.remaining();
                }
            }
            Ends ends = header.take(all);
            return ends == null ? "more" : ends + " and " + all.remaining();
        } catch (IOException refused) {
            return "refused: " + refused.getMessage();
        }
    }
}
