package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.results.Fork;
import java.util.ArrayList;
import java.util.List;

/** A fork that did not measure. The message is one line. */
final class ForkFailure extends Exception {

    /** How much of what a fork printed last is told. */
    static final int LINES_KEPT = 12;

    private static final long serialVersionUID = 1;
    private static final int FRAMES = 6;

    private final transient List<String> details;
    private final Fork.Status status;

    /**
     * A failure.
     *
     * @param reason one line
     * @param details more lines, such as what it printed last
     */
    ForkFailure(String reason, List<String> details) {
        this(Fork.Status.FAILED, reason, details);
    }

    private ForkFailure(Fork.Status status, String reason, List<String> details) {
        super(reason.lines().findFirst().orElse("for no stated reason"));
        this.details = List.copyOf(details);
        this.status = status;
    }

    /** Nothing broke, but the rate was not kept. */
    static ForkFailure overload(String reason) {
        return new ForkFailure(Fork.Status.OVERLOADED, reason, List.of());
    }

    /** What is told of the fork. */
    Fork.Status status() {
        return status;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    List<String> details() {
        return details;
    }

    /** An exception with the cause of each below it, in a few lines. */
    static List<String> describe(Throwable thrown) {
        List<String> lines = new ArrayList<>();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            lines.add((cause == thrown ? "" : "caused by ") + cause);
            StackTraceElement[] trace = cause.getStackTrace();
            for (int frame = 0; frame < Math.min(FRAMES, trace.length); frame++) {
                lines.add("    at " + trace[frame]);
            }
        }
        return lines;
    }
}
