package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.endpoint.Endpoints;
import dev.heddle.net.Factory;
import dev.heddle.net.ListeningPort;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;

/** Section N of the contract: connections that a proxy passes on. */
public abstract class ProxyHeaderContract extends StoppedClockContract {

    private static final String BINARY = "0d0a0d0a000d0a515549540a";
    private static final String LINE = "PROXY TCP4 192.0.2.9 192.0.2.10 4711 443\r\n";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** For subclasses. */
    protected ProxyHeaderContract() {}

    private InetSocketAddress listenBehindProxy() throws Exception {
        ListeningPort[] port = new ListeningPort[1];
        Factory factory = peer -> {
            journal.add("built for " + shown(peer));
            return recording("server")
                    .whenMade(made -> journal.add("from "
                            + shown(made.transport().getPeer()) + " to "
                            + shown(made.transport().getHost())));
        };
        doInTurn(() -> Endpoints.server(reactor, "haproxy:tcp:0:interface=127.0.0.1")
                .listen(factory)
                .addConsumer(listening -> port[0] = listening));
        return (InetSocketAddress) port[0].address();
    }

    /** Without the port of a peer, which is any. */
    private static String shown(Object address) {
        return address instanceof InetSocketAddress internet
                ? internet.getAddress().getHostAddress()
                        + (internet.getAddress().isLoopbackAddress() ? "" : ":" + internet.getPort())
                : "unix " + address;
    }

    private static byte[] bytes(String hex, String text) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(HexFormat.of().parseHex(hex));
        all.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return all.toByteArray();
    }

    private void assertAccepted(byte[] sent, String source, String destination) throws Exception {
        start();
        Peer peer = harness.connectPeer(listenBehindProxy());

        peer.send(sent);

        assertThat(journal.await("server data hello"))
                .containsExactly(
                        "built for " + source,
                        "server made",
                        "from " + source + " to " + destination,
                        "server data hello");
    }

    @Clause("N13")
    @DisplayName(
            "N13: behind a proxy a connection has the ends that the line of version 1 tells, and what comes behind it")
    void readsALine() throws Exception {
        assertAccepted(bytes("", LINE + "hello"), "192.0.2.9:4711", "192.0.2.10:443");
    }

    @Clause("N13")
    @DisplayName("N13: a line may be of IPv6")
    void readsALineOfIpv6() throws Exception {
        assertAccepted(
                bytes("", "PROXY TCP6 2001:db8::9 2001:db8::a 1 2\r\nhello"),
                "2001:db8:0:0:0:0:0:9:1",
                "2001:db8:0:0:0:0:0:a:2");
    }

    @Clause("N13")
    @DisplayName("N13: a line that does not know the ends leaves them as they are")
    void readsALineOfNothing() throws Exception {
        assertAccepted(bytes("", "PROXY UNKNOWN whatever it says\r\nhello"), "127.0.0.1", "127.0.0.1");
    }

    @Clause("N13")
    @DisplayName("N13: version 2 tells ends of IPv4, with values behind them that are passed over")
    void readsVersion2() throws Exception {
        assertAccepted(
                bytes(BINARY + "21110010" + "c0000209c000020a" + "126701bb" + "04000100", "hello"),
                "192.0.2.9:4711",
                "192.0.2.10:443");
    }

    @Clause("N13")
    @DisplayName("N13: version 2 tells ends of IPv6")
    void readsVersion2OfIpv6() throws Exception {
        String net = "20010db8000000000000000000000";
        assertAccepted(
                bytes(BINARY + "21210024" + net + "009" + net + "00a" + "00010002", "hello"),
                "2001:db8:0:0:0:0:0:9:1",
                "2001:db8:0:0:0:0:0:a:2");
    }

    @Clause("N13")
    @DisplayName("N13: version 2 tells ends that are UNIX sockets")
    void readsVersion2OfUnix() throws Exception {
        String path = HexFormat.of().formatHex("/a".getBytes(StandardCharsets.US_ASCII)) + "00".repeat(106);
        assertAccepted(bytes(BINARY + "213100d8" + path + path, "hello"), "unix /a", "unix /a");
    }

    @Clause("N13")
    @DisplayName("N13: a connection of the proxy's own, as version 2 can say, has its own ends")
    void readsVersion2OfTheProxyItself() throws Exception {
        assertAccepted(bytes(BINARY + "20000000", "hello"), "127.0.0.1", "127.0.0.1");
    }

    @Clause("N13")
    @DisplayName("N13: a header that comes in pieces is the same, and what was written is sent")
    void readsPieces() throws Exception {
        start();
        Peer peer = harness.connectPeer(listenBehindProxy());

        for (byte each : LINE.getBytes(StandardCharsets.US_ASCII)) {
            peer.send(new byte[] {each});
        }
        peer.send("hello");

        journal.await("server data hello");
        assertThat(journal.lines()).contains("from 192.0.2.9:4711 to 192.0.2.10:443");
    }

    @Clause("N13")
    @DisplayName("N13: what is no header resets the connection, of which no factory hears")
    void refusesOthers() throws Exception {
        start();
        InetSocketAddress address = listenBehindProxy();

        for (byte[] sent : List.of(
                bytes("", "GET / HTTP/1.1\r\n"),
                bytes("", "PROXY TCP4 192.0.2.9 192.0.2.10 4711\r\n"),
                bytes("", "PROXY TCP4 example.org 192.0.2.10 4711 443\r\n"),
                bytes("", "PROXY UDP4 192.0.2.9 192.0.2.10 4711 443\r\n"),
                bytes("", "PROXY TCP6 192.0.2.9 192.0.2.10 4711 443\r\n"),
                bytes("", "PROXY TCP4 192.0.2.9 192.0.2.10 4711 65536\r\n"),
                bytes("", "PROXY TCP4 192.0.2.9 192.0.2.10 4711 443\n"),
                bytes("", "PROXY UNKNOWN " + "x".repeat(200) + "\r\n"),
                bytes(BINARY + "11110000", ""),
                bytes(BINARY + "21110004" + "c0000209", ""),
                bytes(BINARY + "2111ffff", ""))) {
            Peer peer = harness.connectPeer(address);
            peer.send(sent);
            assertThatThrownBy(peer::receiveToEnd)
                    .as(new String(sent, StandardCharsets.ISO_8859_1))
                    .isInstanceOf(UncheckedIOException.class);
        }

        assertThat(journal.lines()).isEmpty();
    }

    @Clause("N13")
    @DisplayName("N13: a header that does not come within 10 seconds resets the connection")
    void refusesSilence() throws Exception {
        stopClock();
        long begunNanos = reactor.nanoTime();
        Peer peer = harness.connectPeer(listenBehindProxy());
        peer.send("PROXY");

        if (harness instanceof MemoryHarness) { // where time goes by for who waits
            assertThat(isReset(peer)).isTrue();
            assertThat(reactor.nanoTime() - begunNanos).isEqualTo(LIMIT.toNanos());
        } else { // nobody knows when the connection was accepted, from when on the limit counts
            AtomicBoolean reset = new AtomicBoolean();
            Thread.ofVirtual().start(() -> reset.set(isReset(peer)));
            passUntil("the end of the connection", LIMIT, reset::get);
        }

        assertThat(journal.lines()).doesNotContain("server made");
    }

    private static boolean isReset(Peer peer) {
        try {
            return peer.receiveSome(1) == null;
        } catch (UncheckedIOException reset) {
            return true;
        }
    }

    @Clause("N13")
    @DisplayName("N13: a peer that ends before its header, and a stop meanwhile, leave nothing behind")
    void leavesNothing() throws Exception {
        start();
        InetSocketAddress address = listenBehindProxy();
        Peer ended = harness.connectPeer(address);
        ended.shutdownOutput();
        assertThat(ended.receiveToEnd()).isEmpty();
        Peer waiting = harness.connectPeer(address);
        waiting.send("PROXY ");

        reactor.close();

        assertThat(isReset(waiting)).isTrue();
        assertThat(journal.lines()).isEmpty();
    }
}
