package dev.heddle;

import dev.heddle.defer.Deferred;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;

/** The life of a reactor: it is made, runs once, and is over. */
public interface ReactorCore extends AutoCloseable {

    /**
     * Turns the calling thread over to the reactor, and returns when the reactor has stopped. By then nothing of it is
     * left: no thread, no open socket, no timer, no shutdown hook (R1, R5). The exception is work beside the reactor that
     * ignores its interruption for longer than {@link ReactorOptions#shutdownLimit}; each piece is named in the log.
     *
     * <p>While it runs, the reactor also stops when the JVM exits, unless it was told otherwise
     * ({@link ReactorOptions#stopAtExit}).
     *
     * @throws IllegalStateException if the reactor runs, or has run: the message says which
     */
    void run();

    /**
     * Does what {@link #run} does, on a thread of the reactor's own, and returns at once.
     *
     * @throws IllegalStateException if the reactor runs, or has run: the message says which
     */
    void start();

    /**
     * Asks the running reactor to stop, and returns; everything that the stop brings happens in later turns (R2). May
     * be called from any thread.
     *
     * <p>Then, in this order: triggers <em>before</em> and <em>during shutdown</em> run; ports, connections and attempts
     * to connect end, and work beside the reactor is cancelled; when all of them were told, triggers <em>after
     * shutdown</em> run, and the reactor has stopped (R4). A stop while the startup waits for a Deferred ends that wait,
     * and what is left of the startup does not run.
     *
     * @throws IllegalStateException if the reactor does not run yet, is stopping already, or has stopped: the message
     *     says which
     */
    void stop();

    /**
     * Stops the reactor, if it runs, and waits until it has stopped; releases it, if it never ran, without running any
     * triggers. May be called more than once, from any thread but those that the stop itself waits for (R2).
     *
     * @throws IllegalStateException if called with the baton held, or by work that {@code deferToThread} began, since it
     *     would wait for itself
     */
    @Override
    void close();

    /**
     * Whether the reactor has started and is not asked to stop, which is to say: whether {@link #stop} may be called. So
     * it is true in all triggers of a startup, and false in those of a shutdown. May be called from any thread.
     */
    boolean isRunning();

    /**
     * Runs {@code task} in a turn of its own once the reactor is running: after its startup, as a trigger <em>after
     * startup</em>, or, if that is over, soon after the present turn. Where the reactor stops before its startup is
     * complete, the task does not run.
     *
     * @throws RejectedExecutionException if the reactor has stopped
     * @throws WrongThreadException if the reactor runs and the caller does not hold the baton
     */
    void callWhenRunning(Runnable task);

    /**
     * Has {@code trigger} run, once, in a turn of its own, when the reactor starts or stops. Triggers of one phase run in
     * the order in which they were added; what one throws is logged, and keeps nothing else from running (R3). A trigger
     * may add others, to its own phase or a later one.
     *
     * <p>Nobody waits for a trigger that returns before its work is done; for that, there is
     * {@link #addSystemEventTriggerDeferring}.
     *
     * {@snippet :
     * reactor.addSystemEventTrigger(TriggerPhase.AFTER, SystemEvent.SHUTDOWN, database::close);
     * }
     *
     * @return what removes the trigger
     * @throws IllegalStateException if that phase is over; the message names it
     * @throws WrongThreadException if the reactor runs and the caller does not hold the baton
     */
    SystemEventTrigger addSystemEventTrigger(TriggerPhase phase, SystemEvent event, Runnable trigger);

    /**
     * Has {@code trigger} run before {@code event}, as {@link #addSystemEventTrigger} does in phase
     * {@link TriggerPhase#BEFORE}; the next phase waits until its Deferred has a result. Meanwhile timed calls,
     * connections and all else go on. The Deferred's value is dropped, and its failure is logged (R3).
     *
     * <p>The wait has no limit. A Deferred that may never fire should be given one.
     *
     * {@snippet :
     * reactor.addSystemEventTriggerDeferring(SystemEvent.SHUTDOWN, () -> registry.signOff());
     * }
     *
     * @return what removes the trigger
     * @throws IllegalStateException if the phase before {@code event} is over
     * @throws WrongThreadException if the reactor runs and the caller does not hold the baton
     */
    SystemEventTrigger addSystemEventTriggerDeferring(SystemEvent event, Callable<? extends Deferred<?>> trigger);
}
