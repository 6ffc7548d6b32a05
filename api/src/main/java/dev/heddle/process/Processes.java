package dev.heddle.process;

import dev.heddle.Reactor;
import dev.heddle.defer.Deferred;
import java.util.Objects;

/**
 * Processes that are run for what they say, or for their exit code: the short forms of {@link
 * dev.heddle.ReactorProcesses#spawnProcess}.
 *
 * {@snippet :
 * Processes.output(reactor, "git", "rev-parse", "HEAD")
 *         .addTimeout(Duration.ofSeconds(10), reactor)
 *         .addConsumer(commit -> System.out.println(commit.strip()));
 * }
 *
 * <p>Each gives a Deferred, which fails with {@link ProcessFailedException} where the process cannot be started, or says more than
 * 16 MiB, and is then killed. Cancelling it, and so its timeout, kills the process, as does the reactor's stop. All may be called whenever
 * {@code spawnProcess} may, and throw what that throws. (I11)
 */
public final class Processes {

    /** What a process may say, in bytes, on standard output and standard error together. */
    public static final int MOST_OUTPUT_BYTES = 16 * 1024 * 1024;

    private static final byte[] NO_INPUT = {};

    private Processes() {}

    /** Runs a program; its exit code, whatever that is, and all that it said. */
    public static Deferred<ProcessOutput> run(Reactor reactor, String... command) {
        return run(reactor, ProcessOptions.of(command), NO_INPUT);
    }

    /** As {@link #run(Reactor, String...)}, with options, and {@code input} for its standard input. */
    public static Deferred<ProcessOutput> run(Reactor reactor, ProcessOptions options, byte[] input) {
        Objects.requireNonNull(input, "input");
        return new Collecting(reactor, options, input.clone(), MOST_OUTPUT_BYTES).begin();
    }

    /**
     * Runs a program; its standard output, as UTF-8. Fails, with what it said on standard error, where the exit code is
     * not 0.
     */
    public static Deferred<String> output(Reactor reactor, String... command) {
        return run(reactor, command).addCallback(done -> {
            if (done.exitCode() != 0) {
                throw new ProcessFailedException(
                        String.join(" ", command) + " exited with code " + done.exitCode() + ": "
                                + done.errorText().strip(),
                        null);
            }
            return done.outputText();
        });
    }

    /** Runs a program; its exit code. What it says is dropped, and may be as much as it likes. */
    public static Deferred<Integer> exitCode(Reactor reactor, String... command) {
        return new Collecting(reactor, ProcessOptions.of(command), NO_INPUT, Collecting.NOTHING)
                .begin()
                .addCallback(ProcessOutput::exitCode);
    }
}
