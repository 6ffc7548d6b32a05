package dev.heddle.examples;

import static dev.heddle.examples.DnsServer.SAME_NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a DNS server says, byte by byte. */
class DnsReplyTest {

    private static final DnsQuery QUERY = new DnsQuery(0xbeef, "www.example.org", DnsQuery.Type.A);
    private static final byte[] ASKED = QUERY.encode();
    private static final int EXAMPLE_ORG = 12 + 4;

    @Test
    void queryIsWhatTheProtocolAsksFor() {
        byte[] expected = {
            0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 2, 'a', 'b', 1, 'c', 0, 0, 28, 0, 1,
        };

        assertThat(new DnsQuery(0x1234, "AB.c.", DnsQuery.Type.AAAA).encode()).isEqualTo(expected);
    }

    @Test
    void namesOutsideOfAsciiAreAskedForInPunycode() {
        assertThat(new DnsQuery(1, "B\u00fccher.example", DnsQuery.Type.A).name())
                .isEqualTo("xn--bcher-kva.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a..b", ".a", "a.."})
    void namesWithEmptyLabelsAreRefused(String name) {
        assertThatThrownBy(() -> new DnsQuery(1, name, DnsQuery.Type.A)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesMayBeAsLongAsDnsAllows() {
        String label = "a".repeat(63);
        String longest = label + "." + label + "." + label + "." + "a".repeat(61);

        assertThat(new DnsQuery(1, longest, DnsQuery.Type.A).name()).hasSize(253);
        assertThatThrownBy(() -> new DnsQuery(1, longest + "a", DnsQuery.Type.A))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("253");
        assertThatThrownBy(() -> new DnsQuery(1, label + "a", DnsQuery.Type.A))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addressesOfTheNameAreFound() throws Exception {
        DnsReply reply = decode(
                DnsServer.address(SAME_NAME, "192.0.2.1"),
                DnsServer.address(SAME_NAME, "2001:db8::1"),
                DnsServer.address(DnsServer.pointer(EXAMPLE_ORG), "192.0.2.9"),
                DnsServer.address(SAME_NAME, "192.0.2.2"));

        assertThat(reply.query()).isEqualTo(QUERY);
        assertThat(reply.addresses())
                .containsExactly(InetAddress.getByName("192.0.2.1"), InetAddress.getByName("192.0.2.2"));
    }

    @Test
    void aliasesAreFollowedInAnyOrderAndOverPointers() throws Exception {
        byte[] cdn = {3, 'C', 'd', 'n', (byte) 0xc0, EXAMPLE_ORG};

        DnsReply reply = decode(DnsServer.address(cdn, "192.0.2.1"), DnsServer.record(SAME_NAME, DnsServer.CNAME, cdn));

        assertThat(reply.addresses()).containsExactly(InetAddress.getByName("192.0.2.1"));
    }

    @Test
    void aliasesInACircleLeadNowhere() throws Exception {
        byte[] other = {1, 'o', 0};

        DnsReply reply = decode(
                DnsServer.record(SAME_NAME, DnsServer.CNAME, other),
                DnsServer.record(other, DnsServer.CNAME, SAME_NAME));

        assertThat(reply.addresses()).isEmpty();
    }

    @Test
    void pointersThatDoNotGoBackAreRefused() {
        byte[] toItself = DnsServer.pointer(ASKED.length);
        byte[] forward = DnsServer.pointer(ASKED.length + 4);

        assertMalformed(DnsServer.reply(ASKED, DnsServer.OK, DnsServer.record(toItself, DnsServer.A, new byte[4])));
        assertMalformed(DnsServer.reply(ASKED, DnsServer.OK, DnsServer.record(forward, DnsServer.A, new byte[4])));
    }

    @Test
    void pointersInACircleAreRefused() {
        byte[] back = {1, 'a', (byte) 0xc0, (byte) ASKED.length};

        assertMalformed(DnsServer.reply(ASKED, DnsServer.OK, DnsServer.record(back, DnsServer.A, new byte[4])));
    }

    @Test
    void addressesOfAWrongLengthAreRefused() {
        assertMalformed(DnsServer.reply(ASKED, DnsServer.OK, DnsServer.record(SAME_NAME, DnsServer.A, new byte[16])));
    }

    @Test
    void queriesAreNoReplies() {
        assertMalformed(ASKED);
    }

    @Test
    void failuresAreToldWithTheName() throws Exception {
        assertThatThrownBy(DnsReply.decode(ByteBuffer.wrap(DnsServer.reply(ASKED, DnsServer.NO_SUCH_NAME)))::addresses)
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("no such name: www.example.org");
        assertThatThrownBy(DnsReply.decode(ByteBuffer.wrap(DnsServer.reply(ASKED, DnsServer.SERVER_FAILED)))::addresses)
                .isInstanceOf(ProtocolException.class)
                .hasMessage("the server failed with code 2 for www.example.org");
    }

    @Test
    void truncatedRepliesAreToldAlsoIfTheyEndInsideOfARecord() throws Exception {
        byte[] whole = DnsServer.reply(ASKED, DnsServer.TRUNCATED, DnsServer.address(SAME_NAME, "192.0.2.1"));
        byte[] cut = Arrays.copyOf(whole, whole.length - 2);

        assertThatThrownBy(DnsReply.decode(ByteBuffer.wrap(cut))::addresses)
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("www.example.org");
    }

    @Test
    void aReplyThatIsCutAnywhereIsRefused() throws Exception {
        byte[] cdn = {3, 'c', 'd', 'n', (byte) 0xc0, EXAMPLE_ORG};
        byte[] whole = DnsServer.reply(
                ASKED,
                DnsServer.OK,
                DnsServer.record(SAME_NAME, DnsServer.CNAME, cdn),
                DnsServer.address(cdn, "192.0.2.1"));

        for (int length = 0; length < whole.length; length++) {
            assertMalformed(Arrays.copyOf(whole, length));
        }
        assertThat(DnsReply.decode(ByteBuffer.wrap(whole)).addresses()).hasSize(1);
    }

    /** Only an IOException may come of what a stranger sends. */
    @Test
    void bytesThatAreWrongAtRandomDoNoHarm() throws Exception {
        Random random = new Random(1);
        byte[] good = DnsServer.reply(
                ASKED,
                DnsServer.OK,
                DnsServer.record(SAME_NAME, DnsServer.CNAME, DnsServer.pointer(EXAMPLE_ORG)),
                DnsServer.address(DnsServer.pointer(EXAMPLE_ORG), "192.0.2.1"));
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = good.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                DnsReply.decode(ByteBuffer.wrap(bad));
            } catch (IOException malformed) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static DnsReply decode(byte[]... records) throws IOException {
        return DnsReply.decode(ByteBuffer.wrap(DnsServer.reply(ASKED, DnsServer.OK, records)));
    }

    private static void assertMalformed(byte[] message) {
        assertThatThrownBy(() -> DnsReply.decode(ByteBuffer.wrap(message))).isInstanceOf(ProtocolException.class);
    }
}
