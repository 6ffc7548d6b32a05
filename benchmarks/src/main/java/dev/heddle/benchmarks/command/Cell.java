package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.results.Workload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One arm with one workload: what a fork measures. */
record Cell(Workload workload, String arm) {

    /**
     * The arms in the order in which they are run in a round. Every other round has it backwards, and each pair of
     * rounds begins with another arm, so that none has the better place.
     */
    static List<String> order(List<String> arms, int round) {
        List<String> order = new ArrayList<>(arms);
        Collections.rotate(order, -(round / 2));
        if (round % 2 == 1) {
            Collections.reverse(order);
        }
        return order;
    }

    boolean isBaseline() {
        return Arms.isBaseline(arm);
    }

    /** Runs one fork. */
    RunResult run(Size size) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(workload.benchmark()) + "$")
                .param(Workload.ARM, arm)
                .forks(1)
                .warmupIterations(size.warmUpIterations)
                .warmupTime(TimeValue.milliseconds(size.iterationMillis))
                .measurementIterations(size.iterations)
                .measurementTime(TimeValue.milliseconds(size.iterationMillis))
                .timeout(new TimeValue(2, TimeUnit.MINUTES))
                .jvmArgs(size.jvmFlags().toArray(String[]::new))
                .jvmArgsAppend()
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        workload.parameters().forEach(options::param);
        workload.warmUp().ifPresent(parameter -> options.param(parameter, String.valueOf(size.warmUps)));
        return new Runner(options.build()).runSingle();
    }
}
