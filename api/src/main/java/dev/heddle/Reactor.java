package dev.heddle;

/**
 * A set of event sources - timers, sockets, other threads - whose callbacks run one at a time.
 *
 * <p>Whoever runs a callback holds the reactor's <em>baton</em>. There is one baton, so two callbacks of one reactor
 * never run at the same time, and each sees all that the earlier ones wrote (M1). What is promised is the baton, not a
 * thread: a backend may run each callback on another one, so nothing may depend on thread identity or on thread locals
 * (M2).
 *
 * <p><b>Who may call.</b> Until {@link #run} or {@link #start}, any thread; each call takes the baton for itself. From
 * then on every method of a reactor, and of the transports, connectors, ports, triggers and delayed calls that it
 * hands out, needs the baton, and without it throws {@link WrongThreadException} and does nothing else (M3). Exempt are
 * {@link #callFromThread}, {@link #blockingCallFromThread}, {@link #stop}, {@link #close},
 * {@link #isHeldByCurrentThread} and getters of what never changes.
 *
 * <p>Several reactors may live in one JVM, of the same or of different backends; none is global (M6).
 *
 * {@snippet :
 * Reactor reactor = Reactors.create("selector");   // or "loom": nothing else changes
 * reactor.callLater(Duration.ofSeconds(1), reactor::stop);
 * reactor.run();
 * }
 */
public interface Reactor
        extends ReactorCore,
                ReactorTime,
                ReactorThreads,
                ReactorTasks,
                ReactorTcp,
                ReactorUdp,
                ReactorUnix,
                ReactorNames,
                ReactorProcesses,
                ReactorInherited {}
