package dev.heddle.benchmarks.command;

import java.io.File;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/** Has JMH start a fork under strace. What that writes is read elsewhere. */
public final class StraceProfiler implements ExternalProfiler {

    private final Path log;

    /** Made by JMH; the argument is where the system calls go. */
    public StraceProfiler(String log) {
        this.log = Path.of(log);
    }

    @Override
    public String getDescription() {
        return "system calls, as strace sees them";
    }

    @Override
    public Collection<String> addJVMInvokeOptions(BenchmarkParams benchmark) {
        return Strace.command(log);
    }

    @Override
    public Collection<String> addJVMOptions(BenchmarkParams benchmark) {
        return List.of();
    }

    @Override
    public void beforeTrial(BenchmarkParams benchmark) {}

    @Override
    public Collection<? extends Result<?>> afterTrial(BenchmarkResult found, long pid, File out, File err) {
        return List.of();
    }

    @Override
    public boolean allowPrintOut() {
        return true;
    }

    @Override
    public boolean allowPrintErr() {
        return true;
    }
}
