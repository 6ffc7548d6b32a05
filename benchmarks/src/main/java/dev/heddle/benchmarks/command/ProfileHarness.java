package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.JmhWorkload;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.fork.CountedWindow;
import dev.heddle.benchmarks.results.Costs;
import dev.heddle.benchmarks.results.Findings;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.Iterations;
import dev.heddle.benchmarks.results.Pass;
import dev.heddle.benchmarks.results.Profile;
import dev.heddle.benchmarks.results.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs a fork to find out what an operation costs apart from time. */
final class ProfileHarness {

    /** More threads than that for an operation, and their context switches would be missed. */
    private static final double FEW = 0.001;

    /** Calls that are less frequent than that, per operation, are not told one by one. */
    private static final double SELDOM = 0.005;

    private ProfileHarness() {}

    /** Runs one fork, and waits for its end. */
    static Attempt run(Cell cell, Size size, ProfileFiles files) throws ForkFailure {
        return switch (cell.pass()) {
            case TIMING -> throw new IllegalArgumentException("what is timed is not profiled");
            case COUNTS -> counted(fork(cell, size, Optional.empty(), ""));
            case SYSTEM_CALLS -> traced(cell, size);
            case FLAME_GRAPH, RECORDING -> recorded(cell, size, files);
        };
    }

    private static Tally fork(Cell cell, Size size, Optional<Path> trace, String file) throws ForkFailure {
        return switch (cell.assignment().workload()) {
            case JmhWorkload jmh -> JmhHarness.profile(jmh, cell, size, trace, file);
            case OwnWorkload own ->
                OwnHarness.profile(
                        own,
                        cell,
                        cell.effort(size),
                        cell.jvmFlags(size),
                        trace.map(Strace::command).orElse(List.of()),
                        file);
        };
    }

    private static Attempt counted(Tally tally) {
        List<Iterations> figures = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        figures.add(figure(Costs.BYTES, tally.perOperation(Costs.BYTES.name())));
        double ended = tally.counts().getOrDefault(CountedWindow.ENDED_THREADS, 0.0);
        if (tally.perOperation(CountedWindow.ENDED_THREADS) > FEW) {
            notes.add(String.format(
                    Locale.ROOT,
                    "context switches are unknown, since Linux forgets those of threads that have ended, as %,.0f did",
                    ended));
        } else if (tally.counts().containsKey(Costs.VOLUNTARY.name())) {
            figures.add(figure(Costs.VOLUNTARY, tally.perOperation(Costs.VOLUNTARY.name())));
            figures.add(figure(Costs.INVOLUNTARY, tally.perOperation(Costs.INVOLUNTARY.name())));
        }
        return measured(figures, new Profile(Pass.COUNTS, null, notes));
    }

    private static Attempt traced(Cell cell, Size size) throws ForkFailure {
        try {
            Path log = Files.createTempFile("heddle", ".strace");
            log.toFile().deleteOnExit(); // if this is interrupted
            try {
                Tally tally = fork(cell, size, Optional.of(log), "");
                return called(SystemCalls.read(log), tally.operations());
            } finally {
                Files.deleteIfExists(log);
            }
        } catch (IOException unreadable) {
            throw new ForkFailure("system calls: " + ResultFolder.reason(unreadable), List.of());
        }
    }

    /** The most frequent first. */
    private static Attempt called(SystemCalls calls, long operations) {
        List<Iterations> figures = new ArrayList<>();
        figures.add(figure(Costs.CALLS, (double) calls.sum() / operations));
        calls.counts().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .filter(call -> (double) call.getValue() / operations >= SELDOM)
                .forEach(call ->
                        figures.add(figure(Costs.callsOf(call.getKey()), (double) call.getValue() / operations)));
        return measured(figures, new Profile(Pass.SYSTEM_CALLS, null, List.of()));
    }

    private static Attempt recorded(Cell cell, Size size, ProfileFiles files) throws ForkFailure {
        Path file = files.fileFor(cell);
        try {
            Files.createDirectories(file.getParent());
            fork(cell, size, Optional.empty(), file.toString());
        } catch (IOException refused) {
            throw new ForkFailure("cannot write " + file + ": " + ResultFolder.reason(refused), List.of());
        }
        return measured(List.of(), new Profile(cell.pass(), files.relative(file), List.of()));
    }

    private static Iterations figure(Metric metric, double value) {
        return new Iterations(metric, List.of(value));
    }

    private static Attempt measured(List<Iterations> figures, Profile profile) {
        Findings found = new Findings(figures, Map.of(), null, null);
        return new Attempt(Fork.Status.MEASURED, found, null, profile);
    }
}
