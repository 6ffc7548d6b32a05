package dev.heddle.examples.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("peers")
class SocatPeerTest {

    private static final ListenOptions ON_LOOPBACK =
            ListenOptions.defaults().withBindAddress(InetAddress.getLoopbackAddress());

    private static final class Echo extends Protocol {
        @Override
        public void dataReceived(ByteBuffer bytes) {
            transport().write(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("a megabyte of socat's comes back to it, also after it has ended its half")
    void echoesOverTcp(String backend) throws Exception {
        String sent = "0123456789abcdef".repeat(65_536);
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
}
