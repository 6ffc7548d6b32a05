package dev.heddle.benchmarks.fork;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How often the threads of some processes have left their processors so far, as Linux counts it for each of them. It
 * forgets what threads did that have ended.
 *
 * @param threads by their names in {@code /proc}
 */
record ContextSwitches(Map<String, Count> threads) {

    private static final String VOLUNTARY = "voluntary_ctxt_switches:";
    private static final String INVOLUNTARY = "nonvoluntary_ctxt_switches:";

    /** Those because there was nothing to do, and those because others had to have the processor. */
    record Count(long voluntary, long involuntary) {

        private static final Count NONE = new Count(0, 0);

        private Count plus(Count other) {
            return new Count(voluntary + other.voluntary, involuntary + other.involuntary);
        }

        private Count minus(Count other) {
            return new Count(voluntary - other.voluntary, involuntary - other.involuntary);
        }
    }

    /** Of this process and all that it has started, such as the server of an arm. */
    static ContextSwitches now() {
        List<Long> processes = Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        ProcessHandle.current().descendants())
                .map(ProcessHandle::pid)
                .toList();
        return of(processes, Path.of("/proc"));
    }

    /** As the files in a folder like {@code /proc} have it. */
    static ContextSwitches of(List<Long> processes, Path proc) {
        Map<String, Count> threads = new HashMap<>();
        for (long process : processes) {
            Path tasks = proc.resolve(String.valueOf(process)).resolve("task");
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(tasks)) {
                for (Path folder : folders) {
                    add(folder, threads);
                }
            } catch (IOException gone) {
                // It has ended, or this is not Linux.
            }
        }
        return new ContextSwitches(threads);
    }

    private static void add(Path folder, Map<String, Count> threads) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("status"));
            threads.put(folder.toString(), new Count(number(lines, VOLUNTARY), number(lines, INVOLUNTARY)));
        } catch (IOException gone) {
            // The thread has ended.
        }
    }

    private static long number(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.substring(name.length()).strip()))
                .sum();
    }

    /** Whether anything is known here. */
    boolean isKnown() {
        return !threads.isEmpty();
    }

    /** How many there were since. Threads that have ended meanwhile do not count. */
    Count since(ContextSwitches before) {
        return threads.entrySet().stream()
                .map(thread -> thread.getValue().minus(before.threads.getOrDefault(thread.getKey(), Count.NONE)))
                .reduce(Count.NONE, Count::plus);
    }
}
