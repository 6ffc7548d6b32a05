package dev.heddle;

import dev.heddle.process.ProcessOptions;
import dev.heddle.process.ProcessProtocol;

/** Child processes, and what goes through their standard streams. */
public interface ReactorProcesses {

    /**
     * Starts a process, beside the reactor, since that may block, and once the reactor runs. Returns at once; what comes of it
     * is told to {@code protocol} in later turns: {@link ProcessProtocol#connectionMade}, or, where it could not be started,
     * {@link ProcessProtocol#processEnded} alone (I8).
     *
     * <p>Each process has up to four threads, since the JDK's pipes block. They end with it.
     *
     * @param protocol serves this one process
     * @param options what to run, and where
     * @throws IllegalStateException if the reactor stops and has got to its connections, or has stopped
     * @throws WrongThreadException if the reactor runs and the caller does not hold the baton
     */
    void spawnProcess(ProcessProtocol protocol, ProcessOptions options);

    /** As {@link #spawnProcess(ProcessProtocol, ProcessOptions)}, with a program, found in the path, and its arguments. */
    default void spawnProcess(ProcessProtocol protocol, String... command) {
        spawnProcess(protocol, ProcessOptions.of(command));
    }
}
