package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.TimerArm;
import dev.heddle.benchmarks.fork.LatenessFork;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code heddle bench lateness}. */
@Command(
        name = "lateness",
        description = {
            "Measures how late timed calls run that are due one after the other within a second, and how much of one"
                    + " processor that takes. An arm that spins is punctual, and takes all of it.",
            "In each JVM the calls are run twice to warm up, and then three times. Figures are medians of the rounds,"
                    + " with the least and the greatest."
        },
        mixinStandardHelpOptions = true)
final class LatenessCommand implements Callable<Integer> {

    private static final List<String> FLAGS =
            List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", Size.NATIVE_ACCESS);
    private static final int WARM_UPS = 2;
    private static final int TIMES = 3;

    @Mixin
    private Rounds rounds = new Rounds();

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "10000",
            description = "how many calls are scheduled in one go. Default: ${DEFAULT-VALUE}")
    private int calls = 10_000;

    @Option(
            names = "--millis",
            paramLabel = "N",
            defaultValue = "1000",
            description = "over how many milliseconds the calls are spread. Default: ${DEFAULT-VALUE}")
    private int millis = 1_000;

    /** Made by picocli. */
    LatenessCommand() {}

    @Override
    public Integer call() {
        rounds.require("--calls", 1, calls);
        rounds.require("--millis", 1, millis);
        List<String> columns =
                List.of("p50 \u00b5s late", "p99 \u00b5s late", "p99.9 \u00b5s late", "max \u00b5s", "CPU %");
        return rounds.run(TimerArm.class, FLAGS, columns, this::measure);
    }

    private double[] measure(String arm) throws IOException {
        List<String> arguments = List.of(
                arm, String.valueOf(calls), String.valueOf(millis), String.valueOf(WARM_UPS), String.valueOf(TIMES));
        try (ChildJvm child = ChildJvm.start(ChildJvm.ownJava(), FLAGS, LatenessFork.class, arguments)) {
            LatenessFork.Found found = LatenessFork.Found.parse(child.hear());
            Histogram late = found.lateNanos();
            return new double[] {
                late.getValueAtPercentile(50) / 1e3,
                late.getValueAtPercentile(99) / 1e3,
                late.getValueAtPercentile(99.9) / 1e3,
                late.getMaxValue() / 1e3,
                100 * found.processors()
            };
        }
    }
}
