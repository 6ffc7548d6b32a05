package dev.heddle.tck;

import static dev.heddle.testing.DeferredAssert.assertThatDeferred;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.defer.Deferred;
import dev.heddle.defer.Deferreds;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.DatagramProtocol;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.testing.TestReactor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;

/** Section W: a reactor for one test, on each backend. */
public abstract class TestReactorContract extends ReactorContract {

    /** For subclasses. */
    protected TestReactorContract() {}

    private TestReactor openTest() {
        return TestReactor.open(harness.provider().name());
    }

    @Clause("W4")
    @DisplayName("W4: a test waits for conditions, and for the value or the failure of a Deferred")
    void waits() throws Exception {
        try (TestReactor on = openTest()) {
            List<String> called = new ArrayList<>();
            Deferred<String> late = on.inTurn(() -> Deferreds.deferLater(on.reactor(), SOON, () -> "late"));
            IOException cause = new IOException("on purpose");
            on.doInTurn(() -> on.reactor().callLater(SOON, () -> called.add("call")));

            assertThat(on.await(late)).isEqualTo("late");
            on.await("the call", () -> called.contains("call"));
            assertThat(on.awaitFailure(Deferred.fail(cause))).isSameAs(cause);
            assertThatThrownBy(() -> on.await(Deferred.fail(cause))).isSameAs(cause);
        }
    }

    @Clause("W5")
    @DisplayName(
            "W5: a test that closes what it opened leaves nothing, also where the ends of peers are still on their way")
    void leavesNothing() {
        try (TestReactor on = openTest()) {
            List<Protocol> made = new ArrayList<>();
            List<Protocol> next = new ArrayList<>();
            TcpListeningPort port = on.listen(Factory.of(() -> new Joined(made, next)));
            TcpListeningPort other = on.listen(Factory.of(() -> new Joined(next, List.of())));
            on.connect(port.address(), ClientFactory.of(() -> new Joined(made, next)));
            on.connect(other.address(), ClientFactory.of(() -> new Joined(next, List.of())));
            on.await("both pairs", () -> made.size() == 2 && next.size() == 2);

            on.doInTurn(() -> made.getFirst().transport().loseConnection());
            on.doInTurn(port::stopListening);
            on.doInTurn(other::stopListening);
        }
    }

    /** Says that it is connected, and, when it is lost, closes another. */
    private static final class Joined extends Protocol {

        private final List<Protocol> made;
        private final List<Protocol> closes;

        Joined(List<Protocol> made, List<Protocol> closes) {
            this.made = made;
            this.closes = closes;
        }

        @Override
        public void connectionMade() {
            made.add(this);
        }

        @Override
        public void connectionLost(CloseReason reason) {
            if (!closes.isEmpty()) {
                closes.getFirst().transport().loseConnection();
            }
        }
    }

    @Clause("W5")
    @DisplayName("W5: a port, a connection, a timed call and a task that a test leaves fail it, each by its name")
    void leftovers() {
        TestReactor on = openTest();
        List<Protocol> made = new ArrayList<>();
        TcpListeningPort port = on.listen(Factory.of(() -> new Joined(made, List.of())));
        on.connect(port.address(), ClientFactory.of(() -> new Joined(made, List.of())));
        on.await("both", () -> made.size() == 2);
        Runnable never = new Runnable() {
            @Override
            public void run() {}

            @Override
            public String toString() {
                return "nothing at all";
            }
        };
        on.doInTurn(() -> on.reactor().callLater(NEVER, never));
        on.doInTurn(() -> on.reactor().listenUdp(0, new DatagramProtocol() {}));
        Deferred<String> vain = new Deferred<>();
        Deferred<String> task = on.inTurn(() -> on.reactor().async(vain::await));

        assertThatThrownBy(on::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("the test left on its reactor:")
                .hasMessageContaining("port 127.0.0.1:" + port.address().getPort())
                .hasMessageContaining("datagram port ")
                .hasMessageContaining("connection from ")
                .hasMessageContaining("timed call of nothing at all")
                .hasMessageContaining("task of ");
        assertThatDeferred(task).failure().isInstanceOf(CancellationException.class);
    }

    @Clause("W5")
    @DisplayName("W5: a failure that nobody handled fails the test")
    void unhandledFailures() {
        TestReactor on = openTest();
        Deferred<String> failed = Deferred.fail(new IOException("on purpose"));

        assertThatThrownBy(on::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("nobody handled the failure of a Deferred: java.io.IOException: on purpose");
        assertThat(failed.hasFired()).isTrue();
    }

    @Clause("W8")
    @DisplayName("W8: assertions tell no result, a value and a failure apart, and leave the value where it is")
    void assertions() {
        Deferred<String> deferred = new Deferred<>();
        assertThatDeferred(deferred).hasNoResult();
        assertThatThrownBy(() -> assertThatDeferred(deferred).hasValue("value"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no result");
        deferred.callback("value");

        assertThatDeferred(deferred).hasValue("value");
        assertThatDeferred(deferred).hasValue("value");
        assertThatThrownBy(() -> assertThatDeferred(deferred).hasNoResult())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the value value");
        Deferred<String> failed = Deferred.fail(new IOException("on purpose"));
        assertThatThrownBy(() -> assertThatDeferred(failed).hasValue("value")).isInstanceOf(AssertionError.class);
        assertThatDeferred(failed).failure().hasMessage("on purpose");
    }

    @Clause("W4")
    @DisplayName("W4: a backend that is not there is told with those that are")
    void missingBackend() {
        assertThatThrownBy(() -> TestReactor.open("none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no reactor backend 'none'");
    }

    @Clause("W4")
    @DisplayName("W4: on memory time is virtual")
    void virtualTime() throws Exception {
        try (TestReactor on = TestReactor.open("memory")) {
            Deferred<String> tomorrow =
                    on.inTurn(() -> Deferreds.deferLater(on.reactor(), Duration.ofDays(1), () -> "good morning"));

            assertThat(on.await(tomorrow)).isEqualTo("good morning");
            assertThat(on.world().nanoTime()).isGreaterThanOrEqualTo(NEVER.toNanos());
        }
    }
}
