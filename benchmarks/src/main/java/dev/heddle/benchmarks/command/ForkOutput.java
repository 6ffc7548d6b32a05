package dev.heddle.benchmarks.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Takes what a fork, or JMH about it, prints. It is shown only if the fork fails. */
final class ForkOutput implements AutoCloseable {

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    /** Begins to take what this process prints. */
    ForkOutput() {
        PrintStream taking = JvmWarnings.filtered(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setOut(taking);
        System.setErr(taking);
    }

    /** The last of it. */
    List<String> lastLines() {
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        return lines.subList(Math.max(lines.size() - ForkFailure.LINES_KEPT, 0), lines.size());
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
    }
}
