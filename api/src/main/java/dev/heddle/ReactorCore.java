package dev.heddle;

/** The life of a reactor: it is made, runs once, and is over. */
public interface ReactorCore extends AutoCloseable {

    /**
     * Turns the calling thread over to the reactor, and returns when the reactor has stopped. By then nothing of it is
     * left: no thread, no open socket, no timer (R1, R5). The exception is work beside the reactor that ignores its
     * interruption for longer than {@link ReactorOptions#shutdownLimit}; each piece is named in the log.
     *
     * @throws IllegalStateException if the reactor runs, or has run: the message says which
     */
    void run();

    /**
     * Does what {@link #run} does, on a thread of the reactor's own, and returns once the reactor is running.
     *
     * @throws IllegalStateException if the reactor runs, or has run: the message says which
     */
    void start();

    /**
     * Asks the running reactor to stop, and returns; everything that the stop brings happens in later turns (R2). May
     * be called from any thread.
     *
     * @throws IllegalStateException if the reactor does not run yet, is stopping already, or has stopped: the message
     *     says which
     */
    void stop();

    /**
     * Stops the reactor, if it runs, and waits until it has stopped; releases it, if it never ran. May be called from
     * any thread that does not hold the baton, and more than once (R2).
     *
     * @throws IllegalStateException if called with the baton held, since it would wait for itself
     */
    @Override
    void close();

    /** Whether the reactor has started and is not asked to stop. May be called from any thread. */
    boolean isRunning();

    /**
     * Runs {@code task} in a turn of its own once the reactor is running: at its start, or, if it runs already, soon
     * after the present turn.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the reactor has stopped
     * @throws WrongThreadException if the reactor runs and the caller does not hold the baton
     */
    void callWhenRunning(Runnable task);
}
