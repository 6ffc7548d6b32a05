package dev.heddle.examples.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program of others that a test started, and ends. */
final class Program implements AutoCloseable {

    private static final long LIMIT_SECONDS = 50;

    /** What a program left behind. */
    record Outcome(int status, String out, String err) {}

    private final String name;
    private final Process process;
    private final CompletableFuture<String> err;

    private Program(String name, Process process) {
        this.name = name;
        this.process = process;
        err = CompletableFuture.supplyAsync(() -> readAll(process.errorReader(UTF_8)), Thread::startVirtualThread);
    }

    /**
     * Starts a program.
     *
     * @throws AssertionError if it is not installed
     */
    static Program start(String... command) {
        try {
            return new Program(command[0], new ProcessBuilder(List.of(command)).start());
        } catch (IOException missing) {
            throw new AssertionError("this test needs " + command[0] + ": install it, as .ci/run does", missing);
        }
    }

    /** Runs a program that gets {@code input}, to its end. */
    static Outcome run(String input, String... command) throws Exception {
        try (Program program = start(command)) {
            return program.await(input);
        }
    }

    /** A line of its output; null at the end. */
    String readLine() throws IOException {
        return process.inputReader(UTF_8).readLine();
    }

    /** Writes text to its input. */
    void write(String text) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write(text.getBytes(UTF_8));
        input.flush();
    }

    /** Gives the program its last input, and waits for its end. */
    Outcome await(String input) throws Exception {
        CompletableFuture<String> out =
                CompletableFuture.supplyAsync(() -> readAll(process.inputReader(UTF_8)), Thread::startVirtualThread);
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input.getBytes(UTF_8));
        } catch (IOException notRead) {
            // A program may end without having read its input.
        }
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException(name + " did not end; it said: " + out.getNow("") + err.getNow(""));
        }
        return new Outcome(process.exitValue(), out.get(), err.get());
    }

    /** What it has said on its standard error, up to its end. */
    String err() throws Exception {
        return err.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits until all that it has started has ended. */
    void awaitChildren() throws Exception {
        for (ProcessHandle child : process.children().toList()) {
            child.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Ends it so that it cannot clean up, and waits for that. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static String readAll(BufferedReader reader) {
        StringBuilder all = new StringBuilder();
        char[] some = new char[8192];
        try {
            for (int count = reader.read(some); count >= 0; count = reader.read(some)) {
                all.append(some, 0, count);
            }
        } catch (IOException ended) {
            // The program was ended.
        }
        return all.toString();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
