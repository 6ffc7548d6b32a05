package dev.heddle.examples.guide;

import static dev.heddle.testing.DeferredAssert.assertThatDeferred;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.defer.Deferred;
import dev.heddle.endpoint.Endpoints;
import dev.heddle.examples.guide.TestingGuideTest.Greeter;
import dev.heddle.examples.guide.TestingGuideTest.Guest;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.Factory;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.protocols.ClientService;
import dev.heddle.protocols.LineOnlyReceiver;
import dev.heddle.testing.MemoryHost;
import dev.heddle.testing.MemoryWorld;
import dev.heddle.testing.NetworkConditions;
import dev.heddle.testing.ReactorTest;
import dev.heddle.testing.TestReactor;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The listings of {@code docs/guide-testing.md} on networks that are not perfect. */
class FaultsGuideTest {

    // @start region=conditions
    /** Asks on each connection, until one was answered. */
    static final class Visitor extends LineOnlyReceiver {
        final Deferred<String> greeting;

        Visitor(Deferred<String> greeting) {
            this.greeting = greeting;
        }

        @Override
        public void connectionMade() {
            sendLine("you");
        }

        @Override
        protected void lineReceived(String line) {
            if (!greeting.hasFired()) {
                greeting.callback(line);
            }
        }
    }

    @ReactorTest(value = "memory", seeds = 100)
    void isGreetedAtLast(TestReactor on) throws Exception {
        on.world()
                .setConditions(NetworkConditions.perfect()
                        .withLatency(Duration.ofMillis(1), Duration.ofMillis(80))
                        .withLargestSegment(4)
                        .withLoss(0.05)
                        .withResets(0.1)
                        .withRefusals(0.1));
        TcpListeningPort port = on.listen(Factory.of(Greeter::new));
        Deferred<String> greeting = new Deferred<>();
        ClientService client = new ClientService(
                Endpoints.client(on.reactor(), "tcp:127.0.0.1:" + port.address().getPort()),
                Factory.of(() -> new Visitor(greeting)),
                on.reactor());
        on.doInTurn(client::startService);

        assertThat(on.await(greeting)).isEqualTo("hello you");

        on.await(on.inTurn(client::stopService));
        on.await(on.inTurn(port::stopListening));
    }
    // @end

    @Test
    void isGreetedWhenTheNetworkIsWhole() {
        // @start region=partition
        MemoryWorld world = MemoryWorld.stepped(0);
        MemoryHost server = world.host("server");
        MemoryHost home = world.host("home");
        Guest guest = new Guest();
        try (Reactor serving = server.newReactor(ReactorOptions.defaults());
                Reactor asking = home.newReactor(ReactorOptions.defaults())) {
            serving.listenTcp(79, Factory.of(Greeter::new));
            asking.connectTcp("server", 79, ClientFactory.of(() -> guest));
            serving.start();
            asking.start();

            world.partition(server, home);
            world.pass(Duration.ofSeconds(10));
            assertThatDeferred(guest.greeting).hasNoResult();

            world.heal(server, home);
            world.settle();
            assertThatDeferred(guest.greeting).hasValue("hello you");
        }
        // @end
    }
}
