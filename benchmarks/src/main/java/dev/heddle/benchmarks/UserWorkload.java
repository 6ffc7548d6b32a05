package dev.heddle.benchmarks;

import dev.heddle.Reactor;
import java.util.List;
import java.util.Optional;

/**
 * A workload of your own, to be measured on both backends by {@code heddle compare --workload my.jar}. This is its most
 * general form; {@link ProtocolWorkload} takes less to write where a server has clients.
 *
 * <p>To have one measured, make a jar with a public class that implements this and has a public constructor without
 * parameters, and name that class in the file {@code META-INF/services/dev.heddle.benchmarks.UserWorkload} of the jar. A jar
 * may have several. Heddle need not be in it: it is there, with both backends.
 *
 * <p>Each fork, a JVM of its own, opens one object of the class once, and calls {@link Work#run} with more and more
 * operations until three calls in a row each take as long as an iteration (see {@link Effort}); calls of about that length
 * are measured then.
 * All methods are called by one thread, which is none of a reactor's. Whatever they throw fails the fork, and is shown.
 *
 * {@snippet :
 * public final class ManyTimers implements UserWorkload {
 *     public String title() {
 *         return "timers of mine";
 *     }
 *
 *     public Work open(Reactor server, Reactor client) {
 *         return operations -> {
 *             var fired = new CountDownLatch(operations);
 *             server.callFromThread(() -> {
 *                 for (int timer = 0; timer < operations; timer++) {
 *                     server.callLater(Duration.ofMillis(1), fired::countDown);
 *                 }
 *             });
 *             fired.await();
 *         };
 *     }
 * }
 * }
 */
public interface UserWorkload {

    /**
     * In words, in one line, such as {@code lookups}; reports put the setting behind it. Two workloads of a jar must not have
     * the same.
     */
    String title();

    /** What one operation is, in the singular, such as {@code lookup}. */
    default String operation() {
        return "operation";
    }

    /**
     * The settings at which it is measured, each by itself; all have the same parameters. Values from the command line
     * ({@code --param clients=1,64}) take the place of these.
     */
    default List<Parameters> settings() {
        return List.of(Parameters.NONE);
    }

    /**
     * Tells the setting, once, before anything is asked for but {@link #title}, {@link #operation}, {@link #settings} and
     * {@link #times}.
     *
     * @throws IllegalArgumentException if it cannot be measured at these values
     */
    default void set(Parameters at) {}

    /**
     * Where the work tells how long single operations take, always the same object; none, if only their number per second
     * is of interest. If there is one, each call of {@link Work#run} has to tell it something.
     */
    default Optional<Times> times() {
        return Optional.empty();
    }

    /**
     * Gets ready for the work: listens, connects, and so on. Not measured.
     *
     * @param server a reactor of the backend that is measured, which runs
     * @param client another one. A workload that is to be done by a single reactor leaves one of them alone. Both are closed
     *     after the work is
     */
    Work open(Reactor server, Reactor client) throws Exception;

    /** The work, under way in a fork. */
    @FunctionalInterface
    interface Work {

        /**
         * Does so many operations, and returns when all of them were done: what a reactor still has to do then is not
         * measured. Called often. What is done once for each call, such as to connect, hardly counts, since a call
         * is made to last.
         *
         * @param operations one or more
         * @throws Exception if any of it was not done, or came out wrong. Whoever does not look may measure how fast something
         *     fails
         */
        void run(int operations) throws Exception;

        /** Ends what was begun, but for the reactors. Called once, last, whether the work was done or failed. */
        default void close() throws Exception {}
    }
}
