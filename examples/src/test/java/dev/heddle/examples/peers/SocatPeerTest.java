package dev.heddle.examples.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.net.DatagramOptions;
import dev.heddle.net.DatagramProtocol;
import dev.heddle.net.DatagramTransport;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.TcpListeningPort;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("peers")
class SocatPeerTest {

    private static final ListenOptions ON_LOOPBACK =
            ListenOptions.defaults().withBindAddress(InetAddress.getLoopbackAddress());

    private static final long LIMIT_SECONDS = 50;

    private static final DatagramOptions DATAGRAMS_ON_LOOPBACK =
            DatagramOptions.defaults().withBindAddress(InetAddress.getLoopbackAddress());

    private static final class DatagramEcho extends DatagramProtocol {
        @Override
        public void datagramReceived(ByteBuffer bytes, InetSocketAddress sender) {
            transport().write(bytes, sender);
        }
    }

    /** Says something until it is answered, since a program that has just begun may not listen yet. */
    private static final class Caller extends DatagramProtocol {

        private static final Duration PAUSE = Duration.ofMillis(100);

        private final Reactor reactor;
        private final String text;
        final CompletableFuture<String> answer = new CompletableFuture<>();

        Caller(Reactor reactor, String text) {
            this.reactor = reactor;
            this.text = text;
        }

        @Override
        public void startProtocol() {
            if (!answer.isDone()) {
                transport().write(text.getBytes(UTF_8));
                reactor.callLater(PAUSE, this::startProtocol);
            }
        }

        @Override
        public void datagramReceived(ByteBuffer bytes, InetSocketAddress sender) {
            answer.complete(UTF_8.decode(bytes).toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("a megabyte of socat's comes back to it, also after it has ended its half")
    void echoesOverTcp(String backend) throws Exception {
        String sent = Echo.MEGABYTE;
        try (Reactor reactor = Reactors.create(backend)) {
            TcpListeningPort port = reactor.listenTcp(0, Factory.of(Echo::new), ON_LOOPBACK);
            reactor.start();

            Program.Outcome outcome = Program.run(
                    sent,
                    "socat",
                    "-t",
                    "30",
                    "-",
                    "TCP4:127.0.0.1:" + port.address().getPort());

            assertThat(outcome.status()).as(outcome.err()).isZero();
            assertThat(outcome.out()).isEqualTo(sent);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("a datagram of socat's comes back to it, whole")
    void echoesOverUdp(String backend) throws Exception {
        String sent = "0123456789abcdef".repeat(256);
        try (Reactor reactor = Reactors.create(backend)) {
            DatagramTransport port = reactor.listenUdp(0, new DatagramEcho(), DATAGRAMS_ON_LOOPBACK);
            reactor.start();

            // readbytes has socat end when all is back: a datagram socket has no end that it could wait for.
            Program.Outcome outcome = Program.run(
                    sent,
                    "socat",
                    "-t",
                    "30",
                    "-",
                    "UDP4:127.0.0.1:" + port.getHost().getPort() + ",readbytes=" + sent.length());

            assertThat(outcome.out()).as(outcome.err()).isEqualTo(sent);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("socat sends a datagram back, and the refusals before it listens do no harm")
    void isAnsweredOverUdp(String backend) throws Exception {
        InetSocketAddress server = freeUdpPort();
        try (Reactor reactor = Reactors.create(backend)) {
            Caller caller = new Caller(reactor, "Hello, socat");
            reactor.listenUdp(0, caller, DatagramOptions.defaults().withPeer(server));
            reactor.start();

            try (Program socat =
                    Program.start("socat", "UDP4-RECVFROM:" + server.getPort() + ",bind=127.0.0.1,fork", "EXEC:cat")) {
                assertThat(caller.answer.get(LIMIT_SECONDS, TimeUnit.SECONDS))
                        .as("the answer of %s", socat)
                        .isEqualTo("Hello, socat");
            }
        }
    }

    private static InetSocketAddress freeUdpPort() throws Exception {
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), free.getLocalPort());
        }
    }
}
