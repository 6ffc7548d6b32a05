package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.results.Environment;
import dev.heddle.benchmarks.results.Fork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much of the processors others use while forks measure: what Linux counts for all processes, less what it counts for
 * this one and its ended children. The kernel's own work for interrupts is in neither: over loopback most of it is done for
 * the forks. What a hypervisor takes away for others is told, too.
 */
final class OtherCpu {

    /** What is told in these files is in hundredths of a second, on all of Linux's usual platforms. */
    private static final double TICKS_PER_SECOND = 100;

    private static final double NANOS_PER_SECOND = 1e9;

    /** No more digits than are known. */
    private static final double DIGITS = 1e4;

    private final Path proc;
    private final int processors;
    private double elapsed;
    private double others;
    private double stolen;
    private int forks;
    private int disturbed;
    private Optional<Reading> begun = Optional.empty();

    /** What was found of the last fork, and not counted yet. */
    private Optional<Use> last = Optional.empty();

    OtherCpu() {
        this(Path.of("/proc"), Runtime.getRuntime().availableProcessors());
    }

    /** As the files in another folder have it. */
    OtherCpu(Path proc, int processors) {
        this.proc = proc;
        this.processors = processors;
    }

    /** Seconds so far. */
    private record Reading(double all, double own, double stolen, double clock) {}

    /** A fork begins. */
    synchronized void begin() {
        begun = read();
    }

    /**
     * What others did while a fork ran.
     *
     * @param taken what they had of the processors, in seconds, with what was stolen
     */
    private record Use(double span, double taken, double stolen) {}

    /** It has ended. Returns what others used of all processors meanwhile, as a part of 1, or null if that is not known. */
    synchronized @Nullable Double end() {
        last = begun.flatMap(before -> read().map(after -> use(before, after)));
        return last.map(this::share).orElse(null);
    }

    private static Use use(Reading before, Reading after) {
        double stolen = after.stolen - before.stolen;
        double taken = Math.max(after.all - before.all - (after.own - before.own), 0) + stolen;
        return new Use(after.clock - before.clock, taken, stolen);
    }

    private double share(Use use) {
        return Math.round(use.taken / processors / use.span * DIGITS) / DIGITS;
    }

    /** The fork that has ended last is one of those that are told of. One that was interrupted is not. */
    synchronized void count() {
        last.ifPresent(use -> {
            forks++;
            elapsed += use.span;
            others += use.taken;
            stolen += use.stolen;
            if (share(use) > Fork.DISTURBING_PART) {
                disturbed++;
            }
        });
        last = Optional.empty();
    }

    private Optional<Reading> read() {
        try {
            List<String> all = fields(firstLine("stat"));
            String self = firstLine("self/stat");
            List<String> own = fields(self.substring(self.lastIndexOf(')') + 1));
            return Optional.of(new Reading(
                    sum(all.subList(1, 4)), // user, nice, system
                    sum(own.subList(11, 15)), // user and system, and the same of children
                    sum(all.subList(8, 9)),
                    System.nanoTime() / NANOS_PER_SECOND));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException elsewhere) {
            return Optional.empty();
        }
    }

    private String firstLine(String file) throws IOException {
        return Files.readString(proc.resolve(file)).lines().findFirst().orElse("");
    }

    private static List<String> fields(String line) {
        return Arrays.asList(line.strip().split("\\s+"));
    }

    private static double sum(List<String> ticks) {
        return ticks.stream().mapToDouble(Double::parseDouble).sum() / TICKS_PER_SECOND;
    }

    /** In words, for the file of the run; nothing where it is not known. */
    synchronized Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        if (forks == 0 || elapsed <= 0) {
            return facts;
        }
        String words = String.format(
                Locale.ROOT,
                "others used %.2f of %d processors on average (%.2f of it stolen by the hypervisor), and more than"
                        + " %.0f %% of them during %d of %d forks",
                others / elapsed,
                processors,
                stolen / elapsed,
                100 * Fork.DISTURBING_PART,
                disturbed,
                forks);
        facts.put("other processes", words);
        if (others > Fork.DISTURBING_PART * processors * elapsed || disturbed > Fork.DISTURBING_PART * forks) {
            facts.put(Environment.BUSY, words + "; expect noise");
        }
        return facts;
    }
}
