package dev.heddle.proof.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.defer.Deferred;
import dev.heddle.endpoint.ClientEndpoint;
import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import dev.heddle.net.Transport;
import dev.heddle.proof.oracle.SteppedClock;
import dev.heddle.protocols.ClientService;
import dev.heddle.protocols.ForwardingTransport;
import dev.heddle.protocols.RetryPolicy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * V8: a client service that is started, stopped and asked at random, in a world that answers, refuses and loses at random. The
 * model is how many failures each of those who wait has left, and what the world knows of connections.
 */
class ClientServiceModelTest {

    private static final Duration DELAY = Duration.ofSeconds(1);

    /** What is done; where it cannot be done now, nothing is. */
    enum Step {
        START,
        STOP,
        ASK,
        ASK_FOR_ONE_FAILURE,
        ASK_FOR_TWO_FAILURES,
        CANCEL_LAST,
        CONNECT,
        REFUSE,
        PREPARED,
        UNPREPARED,
        LOSE,
        WAIT
    }

    /** What became of somebody who asked. */
    enum Outcome {
        WAITING,
        GOT_IT,
        FAILED,
        CANCELLED
    }

    @Provide
    Arbitrary<List<Step>> programs() {
        return Arbitraries.of(Step.class).list().ofMaxSize(60);
    }

    @Property(tries = 5_000)
    void keepsItsWord(@ForAll("programs") List<Step> program) {
        World world = new World();
        for (Step step : program) {
            world.take(step);
            world.check();
        }
        world.end();
    }

    private static final class Plain extends Protocol {}

    /** Somebody who asked: what should have come of it by now, and what did. */
    private static final class Waiter {
        final Deferred<?> deferred;
        Outcome expected = Outcome.WAITING;
        Outcome actual = Outcome.WAITING;
        int patience;

        Waiter(Deferred<Protocol> asked, int patience) {
            this.patience = patience;
            deferred = asked.addConsumer(protocol -> actual = Outcome.GOT_IT)
                    .addErrorConsumer(failure -> actual =
                            failure.check(CancellationException.class) == null ? Outcome.FAILED : Outcome.CANCELLED);
        }
    }

    /** The endpoint, the network and the application. */
    private static final class World implements ClientEndpoint, ForwardingTransport {

        private final SteppedClock clock = new SteppedClock();
        private final ClientService service =
                new ClientService(this, Factory.of(Plain::new), clock, RetryPolicy.fixed(DELAY), protocol -> prepare());

        private final List<Waiter> waiters = new ArrayList<>();
        private final List<Deferred<@Nullable Void>> stops = new ArrayList<>();
        private boolean running;
        private boolean everStopped;

        /** Null unless an attempt is under way. */
        private @Nullable Deferred<Protocol> attempt;

        private @Nullable Factory factory;

        /** Null unless there is a connection. */
        private @Nullable Protocol connection;

        /** Null unless it is being prepared. */
        private @Nullable Deferred<@Nullable Void> preparation;

        private boolean prepared;
        private boolean closing;

        /** Whether the attempt, or the connection, is of the time since the last stop. */
        private boolean counts;

        // What the service asks for.

        @Override
        public Deferred<Protocol> connect(Factory given) {
            assertThat(attempt).isNull();
            assertThat(connection).isNull();
            factory = given;
            counts = true;
            prepared = false;
            closing = false;
            Deferred<Protocol> begun = new Deferred<>(cancelled -> attempt = null);
            attempt = begun;
            return begun;
        }

        private Deferred<?> prepare() {
            Deferred<@Nullable Void> begun = new Deferred<>(cancelled -> preparation = null);
            preparation = begun;
            return begun;
        }

        @Override
        public Transport delegate() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void loseConnection(Duration limit) {
            closing = true;
        }

        // What is done.

        void take(Step step) {
            switch (step) {
                case START -> {
                    running = true;
                    service.startService();
                }
                case STOP -> stop();
                case ASK -> ask(0);
                case ASK_FOR_ONE_FAILURE -> ask(1);
                case ASK_FOR_TWO_FAILURES -> ask(2);
                case CANCEL_LAST -> cancelLast();
                case CONNECT -> makeConnection();
                case REFUSE -> refuse();
                case PREPARED -> prepared();
                case UNPREPARED -> unprepared();
                case LOSE -> lose();
                case WAIT -> clock.advance(DELAY);
            }
        }

        private void stop() {
            running = false;
            everStopped = true;
            counts = false;
            expect(Outcome.CANCELLED);
            stops.add(service.stopService());
        }

        /** What should come of all who wait. */
        private void expect(Outcome outcome) {
            for (Waiter waiter : waiters) {
                if (waiter.expected == Outcome.WAITING) {
                    waiter.expected = outcome;
                }
            }
        }

        private void ask(int patience) {
            Waiter waiter =
                    new Waiter(patience == 0 ? service.whenConnected() : service.whenConnected(patience), patience);
            waiters.add(waiter);
            if (!running && everStopped) {
                waiter.expected = Outcome.CANCELLED;
            } else if (connection != null && prepared && counts) {
                waiter.expected = Outcome.GOT_IT;
            }
        }

        private void cancelLast() {
            if (!waiters.isEmpty() && waiters.getLast().expected == Outcome.WAITING) {
                waiters.getLast().expected = Outcome.CANCELLED;
                waiters.getLast().deferred.cancel();
            }
        }

        private void makeConnection() {
            Deferred<Protocol> asked = attempt;
            if (asked != null) {
                attempt = null;
                Factory given = Objects.requireNonNull(factory);
                Protocol made = Objects.requireNonNull(given.buildProtocol(new InetSocketAddress(7)));
                connection = made;
                made.makeConnection(this, given);
                asked.callback(made);
            }
        }

        private void refuse() {
            Deferred<Protocol> asked = attempt;
            if (asked != null) {
                attempt = null;
                countFailure();
                asked.errback(new IOException("refused"));
            }
        }

        private void countFailure() {
            for (Waiter waiter : waiters) {
                if (counts && waiter.expected == Outcome.WAITING && waiter.patience > 0 && --waiter.patience == 0) {
                    waiter.expected = Outcome.FAILED;
                }
            }
        }

        private void prepared() {
            Deferred<@Nullable Void> asked = preparation;
            if (asked != null) {
                preparation = null;
                prepared = true;
                expect(Outcome.GOT_IT);
                asked.callback(null);
            }
        }

        private void unprepared() {
            Deferred<@Nullable Void> asked = preparation;
            if (asked != null) {
                preparation = null;
                asked.errback(new IOException("wrong password"));
                assertThat(closing).isTrue();
            }
        }

        private void lose() {
            Protocol lost = connection;
            if (lost != null) {
                connection = null;
                if (!prepared) {
                    countFailure();
                }
                lost.connectionLost(new ConnectionDone());
                assertThat(preparation).isNull();
            }
        }

        // What must hold.

        void check() {
            assertThat(service.isRunning()).isEqualTo(running);
            for (Waiter waiter : waiters) {
                assertThat(waiter.actual).isEqualTo(waiter.expected);
            }
            boolean nothingThere = attempt == null && connection == null;
            if (nothingThere) {
                assertThat(stops).allMatch(Deferred::hasFired);
            }
            assertThat(clock.isIdle()).isEqualTo(!(running && nothingThere));
            if (connection != null && !running) {
                assertThat(closing).isTrue();
                assertThat(stops.getLast().hasFired()).isFalse();
            }
        }

        void end() {
            stop();
            lose();
            check();
            assertThat(waiters).noneMatch(waiter -> waiter.actual == Outcome.WAITING);
            assertThat(stops).allMatch(Deferred::hasFired);
            assertThat(clock.isIdle()).isTrue();
        }
    }
}
