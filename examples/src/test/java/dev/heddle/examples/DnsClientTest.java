package dev.heddle.examples;

import static dev.heddle.examples.DnsServer.SAME_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.examples.DnsServer.Asked;
import dev.heddle.net.DatagramOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client does that gets no reply, or a wrong one. */
class DnsClientTest {

    private static final long LIMIT_SECONDS = 40;
    private static final Duration LONG = Duration.ofSeconds(LIMIT_SECONDS);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final int MANY = 1_000;

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void asksTheSameAgainIfNoReplyComes(String backend) throws Exception {
        try (DnsServer server = DnsServer.open();
                Reactor reactor = Reactors.create(backend)) {
            CompletableFuture<List<InetAddress>> found = lookUp(reactor, server, new DnsClient(reactor, SHORT, MANY));

            Asked lost = server.receive();
            Asked again = server.receive();
            server.answer(again, DnsServer.OK, DnsServer.address(SAME_NAME, "192.0.2.1"));

            assertThat(again.bytes()).isEqualTo(lost.bytes());
            assertThat(found.get(LIMIT_SECONDS, TimeUnit.SECONDS)).containsExactly(InetAddress.getByName("192.0.2.1"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void givesUpAfterItsLastTry(String backend) throws Exception {
        try (DnsServer server = DnsServer.open();
                Reactor reactor = Reactors.create(backend)) {
            CompletableFuture<List<InetAddress>> found = lookUp(reactor, server, new DnsClient(reactor, SHORT, 3));

            for (int i = 0; i < 3; i++) {
                server.receive();
            }

            assertThat(found)
                    .failsWithin(LONG)
                    .withThrowableThat()
                    .withCauseInstanceOf(SocketTimeoutException.class)
                    .withMessageContaining("no reply from 127.0.0.1 port " + server.port() + " for www.example.org");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void waitsOnIfWhatComesIsNoReplyToItsQuestion(String backend) throws Exception {
        try (DnsServer server = DnsServer.open();
                Reactor reactor = Reactors.create(backend)) {
            CompletableFuture<List<InetAddress>> found = lookUp(reactor, server, new DnsClient(reactor, LONG, 1));

            Asked asked = server.receive();
            byte[] wrong = DnsServer.address(SAME_NAME, "192.0.2.66");
            byte[] otherId = new DnsQuery(asked.id() ^ 1, "www.example.org", DnsQuery.Type.A).encode();
            byte[] otherName = new DnsQuery(asked.id(), "www.example.net", DnsQuery.Type.A).encode();
            server.send(new byte[0], asked.client());
            server.send(asked.bytes(), asked.client());
            server.send(DnsServer.reply(otherId, DnsServer.OK, wrong), asked.client());
            server.send(DnsServer.reply(otherName, DnsServer.OK, wrong), asked.client());
            server.answer(asked, DnsServer.OK, DnsServer.address(SAME_NAME, "192.0.2.1"));

            assertThat(found.get(LIMIT_SECONDS, TimeUnit.SECONDS)).containsExactly(InetAddress.getByName("192.0.2.1"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void failsWhatIsUnderWayWhenTheReactorStops(String backend) throws Exception {
        try (DnsServer server = DnsServer.open()) {
            CompletableFuture<List<InetAddress>> found;
            try (Reactor reactor = Reactors.create(backend)) {
                found = lookUp(reactor, server, new DnsClient(reactor, LONG, 1));
                server.receive();
            }

            assertThat(found).failsWithin(LONG).withThrowableThat().withMessageContaining("the port was closed");
        }
    }

    /** The question is asked when the reactor runs, and it does when this returns. */
    private static CompletableFuture<List<InetAddress>> lookUp(Reactor reactor, DnsServer server, DnsClient client) {
        InetSocketAddress address = server.address();
        reactor.listenUdp(0, client, DatagramOptions.defaults().withPeer(address));
        CompletableFuture<List<InetAddress>> found =
                client.lookUp("www.example.org", DnsQuery.Type.A).toCompletableFuture();
        reactor.start();
        return found;
    }
}
