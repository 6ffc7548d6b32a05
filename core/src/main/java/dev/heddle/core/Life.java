package dev.heddle.core;

import static dev.heddle.SystemEvent.SHUTDOWN;
import static dev.heddle.SystemEvent.STARTUP;
import static dev.heddle.TriggerPhase.AFTER;
import static dev.heddle.TriggerPhase.BEFORE;
import static dev.heddle.TriggerPhase.DURING;

import dev.heddle.SystemEvent;
import dev.heddle.TriggerPhase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The life of one reactor, and what happens at each step of it.
 *
 * <pre>
 *   NEW ----run, start----> RUNNING ----stop, close, exit----> STOPPING ----> STOPPED
 *    '---------------------close without a run-------------------^
 * </pre>
 *
 * <p>The state is what the application asked for last; it changes at once, on any thread. All that follows happens in
 * turns: while running, the triggers of the startup; while stopping, those before and during shutdown, then the end of
 * everything that is live, and then the triggers after shutdown.
 */
final class Life {

    private enum State {
        NEW("has not been started"),
        RUNNING("is running"),
        STOPPING("is stopping"),
        STOPPED("has stopped");

        private final String words;

        State(String words) {
            this.words = words;
        }
    }

    private final CoreReactor reactor;
    private final Turns turns;
    private final ExitHook exitHook;
    private final Map<TriggerPhase, Triggers> startup;
    private final Map<TriggerPhase, Triggers> shutdown;

    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** What has to end before the reactor does, the oldest first. The baton's. */
    private final Set<Live> live = new LinkedHashSet<>();

    /** Whether all that was live was told to end, and nothing else may begin. The baton's. */
    private boolean ending;

    Life(CoreReactor reactor, Turns turns) {
        this.reactor = reactor;
        this.turns = turns;
        exitHook = new ExitHook(this, turns, reactor.options().shutdownLimit());
        startup = phasesOf(SystemEvent.STARTUP);
        shutdown = phasesOf(SystemEvent.SHUTDOWN);
    }

    private Map<TriggerPhase, Triggers> phasesOf(SystemEvent event) {
        Map<TriggerPhase, Triggers> phases = new EnumMap<>(TriggerPhase.class);
        for (TriggerPhase phase : TriggerPhase.values()) {
            String name = (phase + " " + event).toLowerCase(Locale.ROOT);
            phases.put(phase, new Triggers(reactor, name));
        }
        return phases;
    }

    Triggers triggers(TriggerPhase phase, SystemEvent event) {
        return Objects.requireNonNull((event == SystemEvent.STARTUP ? startup : shutdown).get(phase));
    }

    private void trigger(TriggerPhase phase, SystemEvent event, Runnable next) {
        triggers(phase, event).begin(next);
    }

    // Beginning.

    void run() {
        begin("run");
        loop();
    }

    void start() {
        begin("start");
        turns.driver().start(this::loop);
    }

    private void begin(String call) {
        leave(State.NEW, State.RUNNING, call);
        if (reactor.options().stopAtExit()) {
            exitHook.register();
        }
        if (reactor.options().slowTurnLimit().isPositive()) {
            SlowTurns.watch(turns, reactor.options().slowTurnLimit());
        }
        turns.start(this::startUp);
    }

    private void leave(State from, State to, String call) {
        if (!state.compareAndSet(from, to)) {
            throw new IllegalStateException("cannot " + call + ": the reactor " + state.get().words);
        }
    }

    private void startUp() {
        trigger(BEFORE, STARTUP, () -> trigger(DURING, STARTUP, () -> trigger(AFTER, STARTUP, () -> {})));
    }

    private void loop() {
        try {
            turns.driver().loop();
        } finally {
            endOfLoop();
        }
    }

    private void endOfLoop() {
        try {
            turns.endBroken();
            turns.threads.close(reactor.options().shutdownLimit());
        } finally {
            exitHook.unregister();
            state.set(State.STOPPED);
            stopped.countDown();
        }
    }

    void callWhenRunning(Runnable task) {
        if (turns.isOver()) {
            throw new RejectedExecutionException("the reactor has stopped: it will not run " + task);
        }
        Triggers afterStartup = triggers(AFTER, STARTUP);
        if (afterStartup.isOver()) {
            turns.later(task);
        } else {
            afterStartup.add(task);
        }
    }

    // Ending.

    boolean isRunning() {
        return state.get() == State.RUNNING;
    }

    void stop() {
        leave(State.RUNNING, State.STOPPING, "stop");
        turns.mailbox.give(this::shutDown);
    }

    /** Stops the reactor if it runs, and does nothing otherwise. */
    void stopIfRunning() {
        if (state.compareAndSet(State.RUNNING, State.STOPPING)) {
            turns.mailbox.give(this::shutDown);
        }
    }

    void close() {
        requireOthersWait();
        if (state.compareAndSet(State.NEW, State.STOPPING)) {
            turns.start(this::shutDownUnrun);
            loop();
        } else {
            stopIfRunning();
        }
        turns.driver().helpUntil(() -> stopped.getCount() == 0);
        awaitStopped();
    }

    void requireOthersWait() {
        if (reactor.isHeldByCurrentThread()) {
            throw new IllegalStateException(
                    "close would wait for itself: it was called in a turn of the reactor; use stop()");
        }
        if (turns.threads.holdsCurrentThread()) {
            throw new IllegalStateException(
                    "close would wait for itself: it was called in work of deferToThread; use stop()");
        }
    }

    private void awaitStopped() {
        boolean interrupted = false;
        while (true) {
            try {
                stopped.await();
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A reactor that never ran runs no triggers, but the calls that were accepted. */
    private void shutDownUnrun() {
        startup.values().forEach(Triggers::clear);
        shutdown.values().forEach(Triggers::clear);
        turns.later(this::shutDown);
    }

    private void shutDown() {
        startup.values().forEach(Triggers::end);
        trigger(BEFORE, SHUTDOWN, () -> trigger(DURING, SHUTDOWN, this::endAll));
    }

    private void endAll() {
        ending = true;
        List.copyOf(live).forEach(Live::endForStop);
        reactor.tasks().stop();
        reactor.beside().stop();
        turns.later(this::finishWhenQuiet);
    }

    private void finishWhenQuiet() {
        if (live.isEmpty()) {
            trigger(AFTER, SHUTDOWN, turns::setOver);
        }
    }

    void nowLive(Live thing) {
        live.add(thing);
    }

    /** {@code thing} has ended. The last one to end while the reactor stops ends the reactor. */
    void ended(Live thing) {
        live.remove(thing);
        if (ending && live.isEmpty()) {
            turns.later(this::finishWhenQuiet);
        }
    }

    boolean isLive(Live thing) {
        return live.contains(thing);
    }

    /** What is live and has not been asked to end. With the baton held. */
    Stream<Leftover> leftovers() {
        return live.stream()
                .filter(thing -> !thing.isEnding())
                .map(thing -> new Leftover(thing.toString(), thing instanceof WireEvents));
    }

    /** Whether nothing new may become live. With the baton held. */
    boolean isEnding() {
        return ending;
    }

    /** Stops a call that would make something live when that is not possible any more. */
    void requireNotEnding(String call) {
        if (ending) {
            throw new IllegalStateException("cannot " + call + ": the reactor " + state.get().words);
        }
    }

    // What the exit of the JVM asks.

    /** Waits until the reactor has stopped, or the limit is reached; whether it has stopped. */
    boolean awaitStopped(Duration limit) throws InterruptedException {
        return stopped.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether somebody is still to be told that the reactor stops. With the baton held, or for good out of reach. */
    boolean isOwedAnEnd() {
        return !live.isEmpty() || !shutdown.values().stream().allMatch(Triggers::isDone);
    }

    /** What has to end, or to be done, before the reactor goes on. With the baton held. */
    List<String> waitsFor() {
        if (turns.isOver()) {
            return turns.threads.names();
        }
        Stream<?> triggers = Stream.of(startup, shutdown)
                .flatMap(phases -> phases.values().stream())
                .flatMap(phase -> phase.unfinished().stream());
        return Stream.concat(triggers, ending ? live.stream() : Stream.empty())
                .map(Object::toString)
                .toList();
    }

    /** Lets those go who wait in {@link #close} for a reactor that will not stop before the JVM ends. */
    void giveUp() {
        stopped.countDown();
    }
}
