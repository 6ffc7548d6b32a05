package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.results.Cpu;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.Iterations;
import dev.heddle.benchmarks.results.Measured;
import dev.heddle.benchmarks.results.SavedRun;
import dev.heddle.benchmarks.results.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * All that is known of one piece of work.
 *
 * @param judged the figures by which arms are judged
 * @param beside what was measured with them, such as memory and CPU
 * @param times distributions by their names, in each one for each arm that has it: of all its forks together
 */
record Evidence(Measured judged, List<Measured> beside, Map<String, Map<String, Histogram>> times) {

    private static final Metric PROCESSORS =
            new Metric("processors", "processors in use, by clients too", Better.LESS_AT_SAME_SPEED);
    private static final Metric GENERATOR =
            new Metric("generator", "processors in use, by clients alone", Better.LESS_AT_SAME_SPEED);

    /** What the forks of a run found about something that was measured in it. */
    static Evidence of(Measured judged, SavedRun run) {
        List<Fork> forks = run.forks().stream()
                .filter(Fork::isMeasured)
                .filter(fork -> fork.work().isSameAs(judged.work()))
                .toList();
        return new Evidence(judged, beside(judged, forks), times(judged, forks));
    }

    private static List<Measured> beside(Measured judged, List<Fork> forks) {
        Map<Metric, Function<Fork, Optional<Double>>> figures = new LinkedHashMap<>();
        for (Fork fork : forks) {
            for (Iterations found : fork.found().figures()) {
                if (!found.metric().name().equals(judged.metric().name())) {
                    String name = found.metric().name();
                    figures.putIfAbsent(found.metric(), each -> figure(each, name));
                }
            }
        }
        boolean hasOwnCpu =
                figures.keySet().stream().anyMatch(metric -> metric.name().equals("cpu"));
        figures.put(PROCESSORS, fork -> cpu(fork).map(Cpu::processors));
        figures.put(GENERATOR, fork -> cpu(fork).flatMap(Cpu::generators));
        if (!hasOwnCpu && judged.metric().unit().equals("ops/s")) {
            Metric server = new Metric(
                    "server cpu",
                    "us of processor time per " + judged.work().operation() + ", clients left out",
                    Better.LESS);
            figures.put(server, Evidence::microsPerOperation);
        }
        List<Measured> beside = new ArrayList<>();
        figures.forEach((metric, figure) -> {
            List<Series> arms = arms(judged, forks, figure);
            if (!arms.isEmpty()) {
                beside.add(new Measured(judged.work(), metric, arms));
            }
        });
        return beside;
    }

    private static Optional<Double> figure(Fork fork, String name) {
        return fork.found().figures().stream()
                .filter(found -> found.metric().name().equals(name))
                .map(Iterations::median)
                .findFirst();
    }

    private static Optional<Cpu> cpu(Fork fork) {
        return Optional.ofNullable(fork.found().cpu());
    }

    /** What the process took besides its clients. It tells servers apart even where the clients are what is measured. */
    private static Optional<Double> microsPerOperation(Fork fork) {
        double perSecond = fork.judged().median();
        return cpu(fork)
                .flatMap(cpu -> cpu.generators().map(clients -> (cpu.processors() - clients) / perSecond * 1e6));
    }

    /** Those that have such a figure, in the order in which they are judged. */
    private static List<Series> arms(Measured judged, List<Fork> forks, Function<Fork, Optional<Double>> figure) {
        List<Series> arms = new ArrayList<>();
        for (Series arm : judged.arms()) {
            List<Fork> found = forks.stream()
                    .filter(fork -> fork.arm().equals(arm.arm()))
                    .filter(fork -> figure.apply(fork).isPresent())
                    .toList();
            if (!found.isEmpty()) {
                arms.add(new Series(
                        arm.arm(),
                        arm.role(),
                        found.stream().map(figure).flatMap(Optional::stream).toList(),
                        found.stream().map(Fork::round).toList(),
                        0,
                        arm.disturbed(),
                        arm.failed()));
            }
        }
        return arms;
    }

    private static Map<String, Map<String, Histogram>> times(Measured judged, List<Fork> forks) {
        Map<String, Map<String, Histogram>> times = new LinkedHashMap<>();
        for (Series arm : Palette.ordered(judged)) {
            forks.stream()
                    .filter(fork -> fork.arm().equals(arm.arm()))
                    .forEach(fork -> fork.found()
                            .histograms()
                            .forEach((name, found) -> times.computeIfAbsent(name, first -> new LinkedHashMap<>())
                                    .computeIfAbsent(
                                            arm.arm(),
                                            first -> new Histogram(found.getNumberOfSignificantValueDigits()))
                                    .add(found)));
        }
        times.values().forEach(arms -> arms.values().removeIf(sum -> sum.getTotalCount() == 0));
        times.values().removeIf(Map::isEmpty);
        return times;
    }
}
