package dev.heddle.benchmarks.fork;

import dev.heddle.benchmarks.results.Pass;
import java.util.concurrent.Callable;
import jdk.jfr.Configuration;
import jdk.jfr.FlightRecorder;
import one.profiler.AsyncProfiler;

/** Says what profiles this JVM can make of itself, and if not, why. */
public final class DescribeProfilers {

    /** What a line begins with about a pass that can be made; its name and by what means follow. */
    public static final String PRESENT = "heddle-profiler-present ";

    /** What a line begins with about one that cannot; its name and a reason follow. */
    public static final String ABSENT = "heddle-profiler-absent ";

    private DescribeProfilers() {}

    /** Takes no arguments. */
    public static void main(String... arguments) {
        describe(Pass.FLAME_GRAPH, DescribeProfilers::asyncProfiler);
        describe(Pass.RECORDING, DescribeProfilers::flightRecorder);
    }

    private static void describe(Pass pass, Callable<String> question) {
        String line;
        try {
            line = PRESENT + pass + " " + question.call();
        } catch (Exception | LinkageError absent) {
            line = ABSENT + pass + " " + absent;
        }
        System.out.println(System.lineSeparator() + line.replaceAll("\\R", " "));
    }

    /** It lists events of the kernel only where it may use them. */
    private static String asyncProfiler() throws Exception {
        AsyncProfiler profiler = AsyncProfiler.getInstance();
        profiler.execute(FlameGraphWindow.START);
        profiler.execute("stop");
        boolean kernel = profiler.execute("list").contains("Perf events:");
        return "async-profiler " + profiler.getVersion()
                + (kernel
                        ? " with perf events"
                        : " with timers and without the kernel's frames: perf events are not allowed");
    }

    private static String flightRecorder() throws Exception {
        if (!FlightRecorder.isAvailable()) {
            throw new IllegalStateException("this JVM has no flight recorder");
        }
        return "JFR, settings "
                + Configuration.getConfiguration(RecordedWindow.SETTINGS).getName();
    }
}
