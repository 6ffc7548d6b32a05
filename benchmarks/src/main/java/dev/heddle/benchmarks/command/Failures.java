package dev.heddle.benchmarks.command;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** Puts what JMH says about a fork that failed into a few lines. */
final class Failures {

    private static final int FRAMES = 6;

    private Failures() {}

    /** The arm, the workload, the exceptions with the cause of each below it, and what the fork printed last. */
    static String describe(Cell cell, RunnerException failure, List<String> lastLines) {
        List<String> lines = new ArrayList<>();
        lines.add("heddle: " + cell.arm() + " failed at " + cell.workload().title() + ":");
        for (Throwable cause : causes(failure)) {
            describe(cause, lines);
        }
        lastLines.forEach(line -> lines.add("  | " + line));
        return String.join(System.lineSeparator(), lines);
    }

    /** One line for the environment file. */
    static String summary(Cell cell, RunnerException failure) {
        return cell.arm() + ", " + cell.workload().title() + ": "
                + causes(failure).get(0);
    }

    /** JMH wraps what a fork threw twice, the second time as suppressed. */
    private static List<Throwable> causes(RunnerException failure) {
        Throwable inner = failure.getCause() == null ? failure : failure.getCause();
        return inner.getSuppressed().length == 0 ? List.of(inner) : List.of(inner.getSuppressed());
    }

    private static void describe(Throwable thrown, List<String> lines) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            lines.add((cause == thrown ? "  " : "  caused by ") + cause);
            StackTraceElement[] trace = cause.getStackTrace();
            for (int frame = 0; frame < Math.min(FRAMES, trace.length); frame++) {
                lines.add("      at " + trace[frame]);
            }
        }
    }
}
