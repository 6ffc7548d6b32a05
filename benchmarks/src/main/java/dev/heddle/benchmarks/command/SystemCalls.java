package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.fork.TracedWindow;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a process and those that it started called the system, from where it said that this begins to where it said that
 * it ends.
 *
 * @param counts by the name of the call
 */
record SystemCalls(Map<String, Long> counts) {

    /** The process, and the call as it begins; one that was interrupted by others goes on with {@code <...}. */
    private static final Pattern CALL = Pattern.compile("\\d+\\s+(\\w+)\\(.*");

    /**
     * Reads what strace wrote.
     *
     * @throws IOException if that cannot be read, or has no beginning and no end
     */
    static SystemCalls read(Path log) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
            skipTo(TracedWindow.BEGIN, lines);
            Map<String, Long> counts = new TreeMap<>();
            for (String line = next(lines); !line.contains(TracedWindow.END); line = next(lines)) {
                Matcher call = CALL.matcher(line);
                if (call.matches()) {
                    counts.merge(call.group(1), 1L, Long::sum);
                }
            }
            return new SystemCalls(counts);
        }
    }

    private static void skipTo(String path, BufferedReader lines) throws IOException {
        while (!next(lines).contains(path)) {
            // that was before
        }
    }

    private static String next(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("strace did not see where to begin and where to end");
        }
        return line;
    }

    long sum() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
