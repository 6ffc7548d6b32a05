package dev.heddle.examples.guide;

import static dev.heddle.testing.DeferredAssert.assertThatDeferred;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.defer.Deferred;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.Factory;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.protocols.LineOnlyReceiver;
import dev.heddle.testing.MemoryWorld;
import dev.heddle.testing.ReactorTest;
import dev.heddle.testing.RecordingTransport;
import dev.heddle.testing.TestReactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The listings of {@code docs/guide-testing.md}. */
class TestingGuideTest {

    // @start region=program
    static final class Greeter extends LineOnlyReceiver {
        @Override
        protected void lineReceived(String name) {
            sendLine("hello " + name);
            transport().loseConnection();
        }
    }

    static final class Guest extends LineOnlyReceiver {
        final Deferred<String> greeting = new Deferred<>();

        @Override
        public void connectionMade() {
            sendLine("you");
        }

        @Override
        protected void lineReceived(String line) {
            greeting.callback(line);
        }
    }
    // @end

    // @start region=alone
    @Test
    void greetsAndCloses() {
        RecordingTransport transport = new RecordingTransport();
        transport.connect(new Greeter());

        transport.deliver("wor", "ld\r\n"); // cut in two
        assertThat(transport.takeText()).isEqualTo("hello world\r\n");

        transport.deliverEnd(); // the peer closes, too
        assertThat(transport.closeReason()).isEqualTo(new CloseReason.ConnectionDone());
    }
    // @end

    // @start region=each-backend
    @ReactorTest // on memory, selector and loom: one test each
    void greetsAGuest(TestReactor on) throws Exception {
        Guest guest = new Guest();
        TcpListeningPort port = on.listen(Factory.of(Greeter::new));
        on.connect(port.address(), ClientFactory.of(() -> guest));

        assertThat(on.await(guest.greeting)).isEqualTo("hello you");

        on.await(on.inTurn(port::stopListening));
    }
    // @end

    // @start region=deferred
    @Test
    void tellsTheGreeting() {
        Guest guest = new Guest();
        RecordingTransport transport = new RecordingTransport();
        transport.connect(guest);
        assertThatDeferred(guest.greeting).hasNoResult();

        transport.deliver("welcome\r\n");
        assertThatDeferred(guest.greeting).hasValue("welcome");
    }
    // @end

    @Test
    void leftovers() {
        TestReactor on = TestReactor.open("memory");
        on.listen(Factory.of(Greeter::new));
        assertThatThrownBy(on::close).hasMessageStartingWith("the test left on its reactor:\n  port 127.0.0.1:");
    }

    @Test
    void stepped() {
        assertThat(journal(42)).containsExactlyInAnyOrder("first", "second").isEqualTo(journal(42));
    }

    private static List<String> journal(long seed) {
        // @start region=stepped
        MemoryWorld world = MemoryWorld.stepped(seed);
        List<String> journal = new ArrayList<>();
        try (Reactor first = world.newReactor(ReactorOptions.defaults());
                Reactor second = world.newReactor(ReactorOptions.defaults())) {
            first.callLater(Duration.ofHours(1), () -> journal.add("first"));
            second.callLater(Duration.ofHours(1), () -> journal.add("second"));
            first.start();
            second.start();
            world.pass(Duration.ofHours(2)); // takes no time
        }
        // @end
        return journal;
    }
}
