package dev.heddle;

import dev.heddle.net.HostResolver;
import java.time.Duration;
import java.util.Objects;

/**
 * What may be set when a reactor is made. Start from {@link #defaults()} and change what differs:
 *
 * {@snippet :
 * var options = ReactorOptions.defaults().withLingerLimit(Duration.ofSeconds(10));
 * Reactor reactor = Reactors.create("loom", options);
 * }
 *
 * @param clock the time of timed calls and timeouts; the JVM's own by default
 * @param lingerLimit how long a connection that is being closed waits, after its last byte was sent, for the peer's
 *     end of stream; more than zero, 2 seconds by default
 * @param shutdownLimit how long the end of a run waits for work beside the reactor that was interrupted, and how long
 *     the exit of the JVM waits for the end of a run; zero or more, 5 seconds by default
 * @param stopAtExit whether a reactor that runs when the JVM exits is stopped first, as by {@link Reactor#stop}: on
 *     SIGINT and SIGTERM, and when {@code System.exit} is called, anywhere but in a callback of the reactor; true by
 *     default. The exit waits for the reactor up to the shutdown limit. If it takes longer, standard error tells what it
 *     waits for, and the exit goes on (R6)
 * @param slowTurnLimit how long a turn may take before the log tells of it and of where it is, since all others wait
 *     meanwhile; zero, the default, for no limit. In real time, whatever the clock says (R10)
 * @param resolver what finds the addresses of host names; {@link HostResolver#system} by default
 */
public record ReactorOptions(
        MonotonicClock clock,
        Duration lingerLimit,
        Duration shutdownLimit,
        boolean stopAtExit,
        Duration slowTurnLimit,
        HostResolver resolver) {

    private static final ReactorOptions DEFAULTS = new ReactorOptions(
            MonotonicClock.system(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            true,
            Duration.ZERO,
            HostResolver.system());

    /** Checks every value. */
    public ReactorOptions {
        Objects.requireNonNull(clock, "clock");
        if (!lingerLimit.isPositive()) {
            throw new IllegalArgumentException("lingerLimit must be more than zero, not " + lingerLimit);
        }
        if (shutdownLimit.isNegative()) {
            throw new IllegalArgumentException("shutdownLimit must be zero or more, not " + shutdownLimit);
        }
        if (slowTurnLimit.isNegative()) {
            throw new IllegalArgumentException("slowTurnLimit must be zero or more, not " + slowTurnLimit);
        }
        Objects.requireNonNull(resolver, "resolver");
    }

    /** What a reactor uses unless told otherwise. */
    public static ReactorOptions defaults() {
        return DEFAULTS;
    }

    /** These options with another clock. */
    public ReactorOptions withClock(MonotonicClock clock) {
        return new ReactorOptions(clock, lingerLimit, shutdownLimit, stopAtExit, slowTurnLimit, resolver);
    }

    /** These options with another linger limit. */
    public ReactorOptions withLingerLimit(Duration lingerLimit) {
        return new ReactorOptions(clock, lingerLimit, shutdownLimit, stopAtExit, slowTurnLimit, resolver);
    }

    /** These options with another shutdown limit. */
    public ReactorOptions withShutdownLimit(Duration shutdownLimit) {
        return new ReactorOptions(clock, lingerLimit, shutdownLimit, stopAtExit, slowTurnLimit, resolver);
    }

    /** These options, with a reactor that is stopped when the JVM exits, or one that is left alone. */
    public ReactorOptions withStopAtExit(boolean stopAtExit) {
        return new ReactorOptions(clock, lingerLimit, shutdownLimit, stopAtExit, slowTurnLimit, resolver);
    }

    /** These options with a limit for a turn, or, with zero, without one. */
    public ReactorOptions withSlowTurnLimit(Duration slowTurnLimit) {
        return new ReactorOptions(clock, lingerLimit, shutdownLimit, stopAtExit, slowTurnLimit, resolver);
    }

    /** These options with another way to find the addresses of host names. */
    public ReactorOptions withResolver(HostResolver resolver) {
        return new ReactorOptions(clock, lingerLimit, shutdownLimit, stopAtExit, slowTurnLimit, resolver);
    }
}
