package dev.heddle.benchmarks.command;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.JmhWorkload;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.fork.WindowProfiler;
import dev.heddle.benchmarks.results.Findings;
import dev.heddle.benchmarks.results.JmhJson;
import dev.heddle.benchmarks.results.Tally;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Has JMH run a fork. */
final class JmhHarness {

    private static final Pattern DIED = Pattern.compile("Forked VM failed with exit code (\\d+)");

    private JmhHarness() {}

    /** Runs one fork, and waits for its end. */
    static Findings run(JmhWorkload workload, Cell cell, Size size) throws ForkFailure {
        JsonObject result = json(run(options(workload, cell, size).build()));
        result.addProperty("jvm", cell.variant().publicJava());
        return new Findings(JmhJson.figures(result), Map.of(), null, result);
    }

    /**
     * The same with a fork that is profiled.
     *
     * @param trace where the system calls are to be written, if they are to be traced
     * @param file what it is to leave, if it does
     */
    static Tally profile(JmhWorkload workload, Cell cell, Size size, Optional<Path> trace, String file)
            throws ForkFailure {
        ChainedOptionsBuilder options = options(workload, cell, size)
                .measurementIterations(1)
                .addProfiler(WindowProfiler.class, WindowProfiler.argument(cell.pass(), file));
        trace.ifPresent(log -> options.addProfiler(StraceProfiler.class, log.toString()));
        RunResult result = run(options.build());
        Map<String, Double> counts = new LinkedHashMap<>();
        result.getSecondaryResults().forEach((name, count) -> counts.put(name, count.getScore()));
        return new Tally(operations(result), counts);
    }

    private static long operations(RunResult result) {
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToLong(iteration -> iteration.getMetadata().getAllOps())
                .sum();
    }

    private static RunResult run(Options options) throws ForkFailure {
        ForkOutput output = new ForkOutput();
        try {
            return new Runner(options).runSingle();
        } catch (RunnerException failed) {
            throw failure(failed, output.lastLines());
        } finally {
            output.close();
        }
    }

    private static ChainedOptionsBuilder options(JmhWorkload workload, Cell cell, Size size) {
        Parameters at = cell.assignment().at();
        Effort effort = cell.effort(size);
        TimeValue iteration = TimeValue.milliseconds(effort.iterationMillis());
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(workload.benchmark(at)) + "$")
                .param(JmhWorkload.ARM, cell.arm())
                .jvm(cell.variant().java().toString())
                .forks(1)
                .warmupIterations(effort.warmUpIterations())
                .warmupTime(iteration)
                .measurementIterations(effort.iterations())
                .measurementTime(iteration)
                .timeout(new TimeValue(2, TimeUnit.MINUTES))
                .jvmArgs(cell.jvmFlags(size).toArray(String[]::new))
                .jvmArgsAppend()
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        at.values().forEach((name, value) -> {
            if (!name.equals(JmhWorkload.METHOD)) {
                options.param(name, value);
            }
        });
        workload.warmUp().ifPresent(parameter -> options.param(parameter, String.valueOf(effort.warmUps())));
        return options;
    }

    private static JsonObject json(RunResult result) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(List.of(result));
        return JsonParser.parseString(written.toString(StandardCharsets.UTF_8))
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
    }

    /** JMH wraps what a fork threw twice, the second time as suppressed; of a fork that died it only knows the status. */
    private static ForkFailure failure(RunnerException failed, List<String> lastLines) {
        Throwable inner = failed.getCause() == null ? failed : failed.getCause();
        List<Throwable> causes = inner.getSuppressed().length == 0 ? List.of(inner) : List.of(inner.getSuppressed());
        Matcher died = DIED.matcher(String.valueOf(causes.get(0).getMessage()));
        List<String> details = new ArrayList<>();
        if (!died.matches()) {
            causes.forEach(cause -> details.addAll(ForkFailure.describe(cause)));
        }
        lastLines.forEach(line -> details.add("| " + line));
        String reason = died.matches()
                ? "the JVM of the fork ended early, with status " + died.group(1)
                : String.valueOf(causes.get(0));
        return new ForkFailure(reason, details);
    }
}
