package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.EchoArm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server that is a program of its own. It says in its first line where it listens, and what it is; it ends when its
 * standard input does, so it does not outlive this process, however that ends.
 */
abstract class ProgramArm implements EchoArm {

    private static final long END_SECONDS = 5;

    private final Program program;

    ProgramArm(Program program) {
        this.program = program;
    }

    /** A program that is running. */
    record Program(Process process, int port, String title) {

        /**
         * Starts it, and waits until it listens.
         *
         * @throws IllegalStateException if it cannot be started, or says something else; the message has the last of it
         */
        static Program start(List<String> command) {
            try {
                Process process =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                String first = String.valueOf(out.readLine());
                String[] words = first.split(" ", 2);
                if (words.length == 2 && words[0].matches("\\d+")) {
                    return new Program(process, Integer.parseInt(words[0]), words[1]);
                }
                process.getOutputStream().close(); // which ends it, if it is still there
                String last = out.lines().reduce(first, (before, line) -> line);
                throw new IllegalStateException(command.get(0) + " says: " + last);
            } catch (IOException absent) {
                throw new IllegalStateException("cannot start " + command.get(0) + ": " + absent.getMessage(), absent);
            }
        }
    }

    /** What the program says that it is. */
    final String title() {
        return program.title();
    }

    @Override
    public final InetSocketAddress echo() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), program.port());
    }

    /** The text of a program among the resources. */
    static String source(String name) {
        try (InputStream in = ProgramArm.class.getResourceAsStream("/dev/heddle/benchmarks/programs/" + name)) {
            if (in == null) {
                throw new IllegalStateException("programs/" + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read programs/" + name, unreadable);
        }
    }

    @Override
    public final void close() {
        Process process = program.process();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException gone) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
