package dev.heddle.benchmarks;

/**
 * One way of doing the work that is measured. To add one, add one file: a public class in the package
 * {@code dev.heddle.benchmarks.arms} that implements this interface and has a public constructor without parameters.
 * Its name on the command line is made of its class name: {@code BareNio} is {@code bare-nio}.
 *
 * <p>An arm is used by one thread, which is not the arm's own: each method hands over one batch, waits until all of it
 * was processed, and throws {@link IllegalStateException} if any of it was not. So what is measured is work that was
 * done, never work that was only asked for. {@link Completion} helps with both.
 */
public interface Arm extends AutoCloseable {

    /** One sentence for the reader of a report: what does the work here. */
    String description();

    /**
     * Schedules {@code outstanding} timed calls that are due at once, and, when the last of them has run, as many
     * again, until {@code calls} have run.
     */
    void fire(int outstanding, int calls);

    /** Schedules {@code outstanding} timed calls that are due in an hour. */
    Churn openChurn(int outstanding);

    /** Opens a port on loopback. */
    Dialer openDialer();

    /** Ends what {@code openChurn} and {@code openDialer} left, and every thread. */
    @Override
    void close();

    /** Timed calls that are cancelled or moved long before they are due. */
    interface Churn {

        /** Times {@code operations}: cancels one of the calls and schedules another instead, due in an hour. */
        void cancelAndSchedule(int operations);

        /** Times {@code operations}: moves one of the calls, to an hour from now. */
        void reset(int operations);

        /**
         * Cancels all calls.
         *
         * @throws IllegalStateException if one of them has run, was lost, or is not where it was moved to
         */
        void close();
    }

    /** Connections from this process to itself. */
    interface Dialer {

        /**
         * Makes {@code connections} connections, {@code inFlight} at a time. The client resets each one as soon as it
         * sees it. Once the server has seen the connection and its loss, the next one begins.
         */
        void connectAndReset(int inFlight, int connections);
    }
}
