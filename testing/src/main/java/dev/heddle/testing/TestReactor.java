package dev.heddle.testing;

import static java.util.stream.Collectors.joining;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.Reactors;
import dev.heddle.core.CoreReactor;
import dev.heddle.core.Leftover;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Failure;
import dev.heddle.defer.Outcome;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.TcpListeningPort;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A running reactor for one test, with ways to wait for it. {@link ReactorTest} gives one to a test on each backend; a test
 * that does not use that opens and closes it itself.
 *
 * <p>On {@code memory} the reactor is in a {@linkplain MemoryWorld#stepped stepped} world: it runs while the test waits, the
 * clock jumps, and with one seed all is the same each time. On other backends it has threads, sockets and the real clock.
 *
 * <p>To be used by the thread of the test. Conditions are looked at, and what is given to {@link #inTurn} is called, with the
 * baton held or, in memory, while no turn is made; so they may read what protocols write.
 */
public final class TestReactor implements AutoCloseable {

    static final String MEMORY = "memory";

    /** How often a condition is looked at where it is not known when anything changes. */
    private static final Duration LOOK = Duration.ofMillis(1);

    private final UnhandledFailures unhandled;
    private final @Nullable MemoryWorld world;
    private final CoreReactor reactor;

    private TestReactor(String backend, long seed) {
        ReactorOptions options = ReactorOptions.defaults().withStopAtExit(false);
        world = backend.equals(MEMORY) ? MemoryWorld.stepped(seed) : null;
        reactor = (CoreReactor) (world == null ? Reactors.create(backend, options) : world.newReactor(options));
        unhandled = UnhandledFailures.watch();
        reactor.start();
    }

    /**
     * A running reactor on {@code backend}: {@code memory}, with the seed of {@value ReactorTest#SEED_PROPERTY} or zero, or one
     * that is on the class path.
     *
     * @throws IllegalArgumentException if there is no such backend; the message lists those that are present
     */
    public static TestReactor open(String backend) {
        return open(backend, Long.getLong(ReactorTest.SEED_PROPERTY, 0));
    }

    /** As {@link #open(String)}, where a reactor in memory has that seed. */
    static TestReactor open(String backend, long seed) {
        return new TestReactor(Objects.requireNonNull(backend, "backend"), seed);
    }

    /** The reactor, which runs. Its methods need a turn: {@link #inTurn}. */
    public Reactor reactor() {
        return reactor;
    }

    /**
     * The world that the reactor is in.
     *
     * @throws IllegalStateException on a backend other than {@code memory}
     */
    public MemoryWorld world() {
        if (world == null) {
            throw new IllegalStateException("there is a MemoryWorld on the backend memory only");
        }
        return world;
    }

    /** What {@code action} returns in a turn of the reactor; what it throws is thrown here. */
    public <T extends @Nullable Object> T inTurn(Callable<T> action) {
        return RecordedTurns.call(reactor, action);
    }

    /** Calls {@code action} in a turn of the reactor. */
    public void doInTurn(Runnable action) {
        inTurn(() -> {
            action.run();
            return true;
        });
    }

    /** Listens on a free port of the loopback interface. */
    public TcpListeningPort listen(Factory factory) {
        ListenOptions loopback = ListenOptions.defaults().withBindAddress(MemoryHosts.loopback());
        return inTurn(() -> reactor.listenTcp(0, factory, loopback));
    }

    /** Begins to connect to {@code address}. */
    public Connector connect(InetSocketAddress address, ClientFactory factory) {
        return inTurn(() -> reactor.connectTcp(address.getHostString(), address.getPort(), factory));
    }

    /**
     * Waits until {@code condition} holds.
     *
     * @throws AssertionError after the {@link WaitLimit}
     */
    public void await(String what, BooleanSupplier condition) {
        if (world != null) {
            world.await(what, condition);
            return;
        }
        CompletableFuture<@Nullable Void> holds = new CompletableFuture<>();
        reactor.callFromThread(() -> look(condition, holds));
        try {
            holds.get(WaitLimit.get().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            holds.cancel(false);
            throw new AssertionError("waited in vain for " + what, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, interrupted);
        } catch (ExecutionException thrown) {
            throw RecordedTurns.sneak(Objects.requireNonNull(thrown.getCause()));
        }
    }

    private void look(BooleanSupplier condition, CompletableFuture<@Nullable Void> holds) {
        try {
            if (condition.getAsBoolean()) {
                holds.complete(null);
            } else if (!holds.isDone()) {
                reactor.callLater(LOOK, () -> look(condition, holds));
            }
        } catch (Throwable thrown) {
            holds.completeExceptionally(thrown);
        }
    }

    /**
     * Waits for the value of {@code deferred}.
     *
     * @throws Exception the failure's own, if it fails; that is handled then
     * @throws AssertionError after the {@link WaitLimit}
     */
    public <T extends @Nullable Object> T await(Deferred<T> deferred) throws Exception {
        return switch (outcomeOf(deferred)) {
            case Outcome.Value<T>(var value) -> value;
            case Outcome.Failed<T>(var failure) -> throw RecordedTurns.sneak(failure.getCause());
        };
    }

    /**
     * Waits for the failure of {@code deferred}, which is handled then.
     *
     * @throws AssertionError if it has a value, or after the {@link WaitLimit}
     */
    public Throwable awaitFailure(Deferred<?> deferred) {
        return switch (outcomeOf(deferred)) {
            case Outcome.Value<?>(var value) ->
                throw new AssertionError("the Deferred was to fail, and has the value " + value);
            case Outcome.Failed<?>(Failure failure) -> failure.getCause();
        };
    }

    private <T extends @Nullable Object> Outcome<T> outcomeOf(Deferred<T> deferred) {
        AtomicReference<@Nullable Outcome<T>> outcome = new AtomicReference<>();
        deferred.addConsumer(value -> outcome.set(new Outcome.Value<>(value)))
                .addErrorConsumer(failure -> outcome.set(new Outcome.Failed<>(failure)));
        await("a result", () -> outcome.get() != null);
        return Objects.requireNonNull(outcome.get());
    }

    /**
     * Ends the test: the reactor, which must have nothing left to do. Connections that their peers are closing by now are
     * waited for; in memory, what is on its way arrives now.
     *
     * @throws AssertionError if there are connections, ports, attempts, tasks, work or timed calls left, or failures of
     *     Deferreds that nobody handled; each is named
     */
    @Override
    public void close() {
        try (unhandled) {
            List<Leftover> left = leftAfterWaiting();
            reactor.close();
            if (!left.isEmpty()) {
                throw new AssertionError(left.stream()
                        .map(Leftover::what)
                        .collect(joining("\n  ", "the test left on its reactor:\n  ", "")));
            }
        }
    }

    /** Ends what has failed already: what it left is no news. */
    void closeAfterFailure() {
        reactor.close();
        unhandled.take();
        unhandled.close();
    }

    private List<Leftover> leftAfterWaiting() {
        if (world != null) {
            world.hurryTraffic();
            world.settle();
            return inTurn(reactor::leftovers);
        }
        AtomicReference<List<Leftover>> left = new AtomicReference<>(List.of());
        try {
            await("connections to end", () -> {
                left.set(reactor.leftovers());
                return !left.get().stream().allMatch(Leftover::endsByPeer)
                        || left.get().isEmpty();
            });
        } catch (AssertionError inVain) {
            // They are told of as what they are.
        }
        return left.get();
    }
}
